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

class JobTableTest {
    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();

    /** Tables of 2 and 10 slots; function 1 is in both of the first, and calls on it count. */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    to a larger table, i32.const 5 i32.const 0 i32.const 2 table.copy 1 0 i32.const 6 call_indirect 0 1
                    to a smaller one, i32.const 0 i32.const 8 i32.const 2 table.copy 0 1 i32.const 0 table.get 0 ref.is_null i32.eqz if #40 unreachable end
                    within one upwards, i32.const 1 i32.const 0 i32.const 1 table.copy 0 0 i32.const 1 call_indirect 0 0
                    within one downwards, i32.const 0 i32.const 1 i32.const 1 table.copy 0 0 i32.const 0 call_indirect 0 0
                    """)
    void slotsAreCopied(String where, String code) {
        var module =
                WasmBytes.module()
                        .function(">", code)
                        .function(">", "")
                        .table(2)
                        .table(10)
                        .entry(9, "00 4100 0b 02 01 01")
                        .export("_start", 0);

        var ended = sandbox.run(module);

        assertThat(ended.outcome()).as(where).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void aTableGrowsToItsLimitAndNoFurther() {
        var code =
                """
                ref.null #70 i32.const 65535 table.grow 0 i32.const 1 i32.ne if #40 unreachable end
                ref.null #70 i32.const 1 table.grow 0 i32.const -1 i32.ne if #40 unreachable end
                table.size 0 i32.const 65536 i32.ne if #40 unreachable end
                """;

        var ended = sandbox.run(WasmBytes.program(code).table(1));

        assertThat(ended.outcome()).isInstanceOf(Outcome.Succeeded.class);
    }

    /** Two slots that have become three; there is room for more in the array. */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    read, i32.const 3 table.get 0 drop
                    written, i32.const 3 ref.null #70 table.set 0
                    called, i32.const 3 call_indirect 0 0
                    filled, i32.const 3 ref.null #70 i32.const 1 table.fill 0
                    copied, i32.const 0 i32.const 3 i32.const 1 table.copy 0 0
                    copied to, i32.const 3 i32.const 0 i32.const 1 table.copy 0 0
                    """)
    void aTableThatHasGrownEndsWhereItSays(String how, String code) {
        var grown = "ref.null #70 i32.const 1 table.grow 0 drop ";
        var module = WasmBytes.module().function(">", grown + code).table(2).export("_start", 0);

        var ended = sandbox.run(module);

        assertThat(ended.outcome())
                .as(how)
                .isInstanceOfSatisfying(
                        Outcome.Errored.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.GUEST_TRAP));
    }

    @Test
    void aTableThatGrowsSlotBySlotIsCopiedSeldom() {
        var code =
                """
                loop #40
                ref.null #70 i32.const 1 table.grow 0 drop
                table.size 0 i32.const 65536 i32.ne br_if 0 end
                """;

        var ended = sandbox.run(WasmBytes.program(code).table(1));

        assertThat(ended.outcome()).isInstanceOf(Outcome.Succeeded.class);
        // 65,535 turns of 4 units or so; each slot copied each time would be 134 million more.
        assertThat(ended.usage().fuel()).isLessThan(1_000_000);
    }
}
