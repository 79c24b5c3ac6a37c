package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever ends a guest in its start function, which the engine runs as it makes the instance, is
 * told as where it ends it later.
 */
class SandboxStartTest {
    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unreachable",
                "i32.const 65536 i32.load 2 0 drop",
                "i32.const -1 i32.const 1 i32.store 2 0",
                "i32.const 1 i32.const 0 i32.div_s drop",
                "f64.const #000000000000f87f i32.trunc_f64_s drop",
                "i32.const 0 call_indirect 2 0",
                "i32.const 7 call_indirect 2 0",
                "i32.const 1 call_indirect 2 0",
                "i32.const 7 table.get 0 drop",
                "i32.const 7 ref.null #70 table.set 0",
                "i32.const 1 i32.const 1 i32.const 0x7fffffff table.copy 0 0",
                "i32.const 0 i32.const 1 i32.const 0x7fffffff table.init 1 0",
                "i32.const 5 i32.const 0 i32.const 1 table.init 1 0",
                "elem.drop 1 i32.const 0 i32.const 0 i32.const 1 table.init 1 0",
                "i32.const 1 i32.const 0 i32.const 0x7fffffff memory.fill 0",
                "i32.const 1 i32.const 2 i32.const 0x7fffffff memory.copy 0 0",
                "i32.const 1 i32.const 1 i32.const 0x7fffffff memory.init 0 0",
                "data.drop 0 i32.const 0 i32.const 0 i32.const 1 memory.init 0 0",
                "call 2",
                "loop #40 br 0 end",
                "i32.const 3 call 0",
                "i32.const 0 call 0",
                "i32.const 0x7fffffff i32.const 0x7fffffff call 1 drop",
                "loop #40 i32.const 0 i32.const 0 call 1 drop br 0 end",
                "loop #40 local.get 0 i32.const 1 i32.store8 0 0 local.get 0 i32.const 4096 i32.add"
                        + " local.tee 0 i32.const 131072 i32.lt_u br_if 0 end",
            })
    void theStartFunctionEndsAsTheProgramDoes(String code) {
        var early = outcome(guest(code).start(2).export("_start", 3).bytes());
        var late = outcome(guest(code).export("_start", 2).bytes());

        assertThat(early).as(code).isEqualTo(late);
        assertThat(early).as(code).isNotInstanceOf(Outcome.Cancelled.class);
    }

    /** Of so many functions of a type the engine calls another method that looks for the one. */
    @Test
    void aCallOfAnotherTypeIsATrapInModulesOfAThousandFunctionsOfATypeToo() {
        var many = guest("i32.const 1 call_indirect 2 0");
        for (var functions = 0; functions < 1_025; functions++) {
            many.function(">", "");
        }

        assertThat(outcome(many.start(2).export("_start", 3).bytes()))
                .isEqualTo(
                        outcome(
                                guest("i32.const 1 call_indirect 2 0")
                                        .export("_start", 2)
                                        .bytes()));
    }

    /** Function 2 runs the code, function 3 does nothing. */
    private static WasmBytes guest(String code) {
        return WasmBytes.module()
                .importing("wasi_snapshot_preview1", "proc_exit", "i>")
                .importing("wasi_snapshot_preview1", "random_get", "ii>i")
                .function(">", 1, code)
                .function(">", "")
                .function("i>i", "local.get 0")
                .table(2)
                .memory(2, 2)
                .entry(9, "00 4101 0b 01 04")
                .entry(9, "01 00 01 04")
                .section(12, (byte) 1)
                .entry(11, "01 02 6869");
    }

    private Outcome outcome(Payload module) {
        return sandbox.run(module, TestingContexts.context(tight())).outcome();
    }

    private static Limits tight() {
        var roomy = TestingLimits.ROOMY;
        return new Limits(
                roomy.timeout(),
                1_000_000,
                roomy.maxPages(),
                1,
                roomy.maxOutputBytes(),
                10_000,
                roomy.maxLogLines(),
                roomy.maxPublications(),
                roomy.maxPublishedBytes(),
                roomy.state());
    }
}
