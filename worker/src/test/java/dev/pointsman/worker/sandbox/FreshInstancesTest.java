package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.wasm.Parser;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.testing.Guests;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class FreshInstancesTest {
    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();

    @Test
    void aModuleWhoseImportsAreNotLinkedMakesNone() {
        var module = Parser.parse(Guests.testing("echo").toBytes());

        assertThatThrownBy(() -> new FreshInstances(module, ImportValues.empty()))
                .hasMessageContaining("imports: 0 (expected: ");
    }

    @Test
    void whatOneInstanceDropsIsThereForTheNext() {
        var dropping =
                sandbox.admitted(
                        WasmBytes.program(
                                        """
                                        i32.const 0 i32.const 0 i32.const 2 memory.init 0 0 data.drop 0
                                        i32.const 0 i32.const 0 i32.const 1 table.init 0 0 elem.drop 0
                                        """)
                                .table(1)
                                .entry(9, "01 00 01 00")
                                .entry(11, "01 02 6869")
                                .entry(12, "")
                                .bytes());

        var ends =
                Stream.generate(() -> sandbox.run(dropping, TestingContexts.context()).outcome())
                        .limit(2);

        assertThat(ends).hasOnlyElementsOfType(Outcome.Succeeded.class);
    }

    @Test
    void functionsAreNumberedBehindThoseThatAreImported() {
        var module =
                WasmBytes.module()
                        .importing("wasi_snapshot_preview1", "proc_exit", "i>")
                        .function(">", "i32.const 41 call 2 call 0")
                        .function("i>i", "local.get 0 i32.const 1 i32.add")
                        .export("_start", 1);

        var end = sandbox.run(module.bytes(), TestingContexts.context());

        assertThat(end.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class, it -> assertThat(it.exitCode()).isEqualTo(42));
    }
}
