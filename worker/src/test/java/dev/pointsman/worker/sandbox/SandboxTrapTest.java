package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong inside a guest is a trap, whichever way the engine has of saying so. */
class SandboxTrapTest {
    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    unreachable, unreachable
                    load out of bounds, i32.const 65536 i32.load 2 0 drop
                    load over the end, i32.const 65533 i32.load 2 0 drop
                    load beyond two gigabytes, i32.const -1 i32.load 2 0 drop
                    load at an offset that overflows, i32.const 0x7fffffff i32.load 2 0x7fffffff drop
                    store out of bounds, i32.const 65536 i32.const 1 i32.store 2 0
                    division by zero, i32.const 1 i32.const 0 i32.div_s drop
                    division that overflows, i32.const -0x80000000 i32.const -1 i32.div_s drop
                    conversion of no number, f64.const #000000000000f87f i32.trunc_f64_s drop
                    null function, i32.const 0 call_indirect 0 0
                    function beyond the table, i32.const 7 call_indirect 0 0
                    function of another type, i32.const 1 call_indirect 0 0
                    table.get out of bounds, i32.const 7 table.get 0 drop
                    table.set out of bounds, i32.const 7 ref.null #70 table.set 0
                    table.grow by two billion, ref.null #70 i32.const 0x7fffffff table.grow 0 unreachable
                    table.copy that overflows, i32.const 1 i32.const 1 i32.const 0x7fffffff table.copy 0 0
                    table.copy backwards that overflows, i32.const 2 i32.const 1 i32.const 0x7fffffff table.copy 0 0
                    table.init that overflows, i32.const 0 i32.const 1 i32.const 0x7fffffff table.init 1 0
                    memory.fill that overflows, i32.const 1 i32.const 0 i32.const 0x7fffffff memory.fill 0
                    memory.copy that overflows, i32.const 1 i32.const 2 i32.const 0x7fffffff memory.copy 0 0
                    memory.copy backwards that overflows, i32.const 2 i32.const 1 i32.const 0x7fffffff memory.copy 0 0
                    memory.init that overflows, i32.const 1 i32.const 1 i32.const 0x7fffffff memory.init 0 0
                    memory.grow by too much, i32.const 0x7fffffff memory.grow 0 drop unreachable
                    """)
    void whatGoesWrongInsideIsATrap(String what, String code) {
        var module =
                WasmBytes.module()
                        .function(">", code)
                        .function("i>i", "local.get 0")
                        .table(2)
                        .memory(1, 1)
                        .export("_start", 0)
                        .entry(9, "00 4101 0b 01 01")
                        .entry(9, "01 00 01 01")
                        .section(12, (byte) 1)
                        .entry(11, "01 02 6869");

        var ended = sandbox.run(module);

        assertThat(ended.code()).as(what).isEqualTo(ErrorCode.GUEST_TRAP);
    }

    @Test
    void whatGoesWrongInsideTheStartFunctionIsATrapToo() {
        var module = WasmBytes.program("i32.const 7 ref.null #70 table.set 0").table(2).start(0);

        var ended = sandbox.run(module);

        assertThat(ended.code()).isEqualTo(ErrorCode.GUEST_TRAP);
        assertThat(((Outcome.Errored) ended.outcome()).detail())
                .startsWith("the guest trapped: out of bounds table access in function 0");
    }

    /** A place is a number without a sign: the last one is 2^32-1. */
    @ParameterizedTest
    @ValueSource(strings = {"02", "03", "7f"})
    void anElementSegmentOutOfRangeIsTheModulesFault(String place) {
        var module = WasmBytes.program("").table(2).entry(9, "00 41" + place + "0b 01 00");

        var ended = sandbox.run(module);

        assertThat(ended.code()).isEqualTo(ErrorCode.MODULE_REFUSED);
    }
}
