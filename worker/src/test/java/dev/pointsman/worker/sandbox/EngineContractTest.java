package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.testing.Guests;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What deadlines and fuel rest on: how the code the engine generates asks whether it is
 * interrupted. If one of these numbers changes, the engine has, and every tenant's fuel with it.
 */
class EngineContractTest {
    /** Fibonacci numbers by two calls each. */
    private static final String FIBONACCI =
            """
            local.get 0 i32.const 2 i32.lt_s if #40 local.get 0 return end
            local.get 0 i32.const 1 i32.sub call 1
            local.get 0 i32.const 2 i32.sub call 1 i32.add
            """;

    private static final String COUNTDOWN =
            "i32.const 1000 local.set 0 "
                    + "loop #40 local.get 0 i32.const 1 i32.sub local.tee 0 br_if 0 end";

    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();

    @Test
    void aLoopCostsItsBackwardBranches() {
        var countdown = WasmBytes.module().function(">", 1, COUNTDOWN).export("_start", 0);

        assertThatEachOfThreeRunsCosts(999, countdown.bytes(), TestingContexts.context());
    }

    @Test
    void aRecursionCostsItsCalls() {
        var fibonacci =
                WasmBytes.module()
                        .function(">", "i32.const 20 call 1 drop")
                        .function("i>i", FIBONACCI)
                        .export("_start", 0);

        assertThatEachOfThreeRunsCosts(21_891, fibonacci.bytes(), TestingContexts.context());
    }

    /** Two calls to the host and two of the program's, two leaves of memory written to. */
    @Test
    void aProgramCostsTheSameWithTheSameInput() {
        assertThatEachOfThreeRunsCosts(
                136, Guests.testing("echo"), TestingContexts.reading("hello"));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    the first byte written, 65, i32.const 0 i32.const 1 i32.store8 0 0
                    the second byte of a leaf, 65, i32.const 0 i32.const 1 i32.store8 0 0 i32.const 1 i32.const 1 i32.store8 0 0
                    a byte read, 0, i32.const 0 i32.load 0 0 drop
                    a page filled, 2080, i32.const 0 i32.const 1 i32.const 65536 memory.fill 0
                    a page filled with nothing, 1040, i32.const 0 i32.const 0 i32.const 65536 memory.fill 0
                    a few bytes copied, 66, i32.const 9 i32.const 0 i32.const 5 memory.copy 0 0
                    slots of a table filled, 100, i32.const 0 ref.null #70 i32.const 100 table.fill 0
                    a table grown, 13, ref.null #70 i32.const 1 table.grow 0 drop
                    slots of a table copied, 50, i32.const 50 i32.const 0 i32.const 50 table.copy 0 0
                    slots of a table taken from a segment, 2, i32.const 0 i32.const 0 i32.const 2 table.init 0 0
                    a call by a table, 2, i32.const 0 i32.const 0 i32.const 1 table.init 0 0 i32.const 0 call_indirect 0 0
                    branches by a table, 10, i32.const 10 local.set 0 loop #40 local.get 0 i32.const 1 i32.sub local.tee 0 br_table 1 1 0 end
                    bytes taken from a segment, 66, i32.const 0 i32.const 0 i32.const 2 memory.init 0 0
                    """)
    void memoryAndTablesCostWhatIsMoved(String what, long fuel, String code) {
        var module =
                WasmBytes.module()
                        .function(">", 1, code)
                        .function(">", "")
                        .table(100)
                        .memory(1, 1)
                        .entry(9, "01 00 02 01 01")
                        .entry(11, "01 02 6869")
                        .entry(12, "")
                        .export("_start", 0);

        assertThatEachOfThreeRunsCosts(fuel, module.bytes(), TestingContexts.context());
    }

    /**
     * They should trap. If they do, the engine has learned it, and RATIONALE has a line too many.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "i32.const 0x7fffffff ref.null #70 i32.const 1 table.fill 0",
                "i32.const 0x7fffffff i32.const 0 i32.const 1 table.init 0 0",
            })
    void anEndBeyondAllNumbersDoesNothingToATable(String code) {
        var module =
                WasmBytes.module()
                        .function(">", code)
                        .table(2)
                        .entry(9, "01 00 01 00")
                        .export("_start", 0);

        var ended = sandbox.run(module);

        assertThat(ended.outcome()).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void exactlyEnoughFuelIsEnough() {
        var countdown = WasmBytes.module().function(">", 1, COUNTDOWN).export("_start", 0);

        var enough =
                sandbox.run(countdown.bytes(), TestingContexts.context(TestingLimits.fuel(999)));
        var oneLess =
                sandbox.run(countdown.bytes(), TestingContexts.context(TestingLimits.fuel(998)));

        assertThat(enough.outcome()).isInstanceOf(Outcome.Succeeded.class);
        assertThat(oneLess.code()).isEqualTo(ErrorCode.FUEL_EXHAUSTED);
    }

    private void assertThatEachOfThreeRunsCosts(long fuel, Payload module, JobContext context) {
        var guest = sandbox.admitted(module);
        for (var run = 1; run <= 3; run++) {
            assertThat(cost(guest, context)).as("fuel of run %d", run).isEqualTo(fuel);
        }
    }

    private long cost(GuestModule guest, JobContext context) {
        return sandbox.run(guest, context).usage().fuel();
    }
}
