package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.host.HostFunction;
import dev.pointsman.worker.host.HostFunction.ValueType;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A guest that has used up the stack is stopped before the worker's own code has to run on it. */
class StackReserveTest {
    private static final int DEEP_ENOUGH_FOR_ANY_CODE = 200;

    private int overflows;

    @Test
    void theStackNeverEndsInsideAHostFunction() {
        var module =
                WasmBytes.module()
                        .importing("test", "needy", ">i")
                        .function(">", "call 0 drop call 1")
                        .export("_start", 1);

        runToTheEndOfTheStack(module);

        assertThat(overflows).isZero();
    }

    /**
     * When it is compiled, its frame has a place for each number that is computed before a call,
     * and used behind it; that it is never run saves it none.
     */
    @Test
    void itDoesNotInAGuestOfFewVariablesAndWideFramesEither() {
        var wide =
                IntStream.range(0, 400)
                        .mapToObj(
                                "local.get 0 i32.const %d i32.xor call 3 local.get 1 i32.add local.set 1 "
                                        ::formatted)
                        .collect(Collectors.joining());
        var module =
                WasmBytes.module()
                        .importing("test", "needy", ">i")
                        .function(
                                "i>",
                                1,
                                "local.get 0 i32.eqz if #40 "
                                        + wide
                                        + "end call 0 drop local.get 0 local.get 1 i32.add call 1")
                        .function(">", "i32.const 1 call 1")
                        .function(">", "nop")
                        .export("_start", 2);

        runToTheEndOfTheStack(module);

        assertThat(overflows).isZero();
    }

    /** A call makes as many numbers as it has results, and they are all there in the next one. */
    @Test
    void itDoesNotInAGuestWhoseCallsHaveManyResultsEither() {
        var results = "I".repeat(64);
        var module =
                WasmBytes.module()
                        .importing("test", "needy", ">i")
                        .function(
                                "i>",
                                "local.get 0 i32.eqz if #40 "
                                        + "call 2 call 0 drop call 3 ".repeat(14)
                                        + "end call 0 drop local.get 0 call 1")
                        .function(">" + results, "i64.const 0 ".repeat(64))
                        .function(results + ">", "local.get 0 local.set 1 ".repeat(20))
                        .function(">", "i32.const 1 call 1")
                        .export("_start", 4);

        runToTheEndOfTheStack(module);

        assertThat(overflows).isZero();
    }

    private void runToTheEndOfTheStack(WasmBytes module) {
        var needy =
                new HostFunction(
                        "test",
                        "needy",
                        List.of(),
                        Optional.of(ValueType.I32),
                        Optional.empty(),
                        (_, _) -> needStack());
        try (var sandbox = new TestingSandbox(1, List.of(needy))) {
            var guest = sandbox.admitted(module.bytes());
            for (var i = 0; i < 20; i++) {
                var ended = sandbox.run(guest, TestingContexts.context());

                assertThat(ended.code()).isEqualTo(ErrorCode.STACK_EXHAUSTED);
            }
        }
    }

    @Test
    void aGuestThatCallsNotQuiteSoDeeplyIsNotStopped() {
        var module =
                WasmBytes.module()
                        .importing("wasi_snapshot_preview1", "sched_yield", ">i")
                        .function(
                                "i>",
                                "call 0 drop local.get 0 if #40 local.get 0 i32.const 1 i32.sub call 1 end")
                        .function(">", "i32.const 3000 call 1")
                        .export("_start", 2);

        try (var sandbox = new TestingSandbox()) {
            assertThat(sandbox.run(module).outcome()).isInstanceOf(Outcome.Succeeded.class);
        }
    }

    private long needStack() {
        try {
            return descend(DEEP_ENOUGH_FOR_ANY_CODE);
        } catch (StackOverflowError e) {
            overflows++;
            throw e;
        }
    }

    private static long descend(int frames) {
        return frames == 0 ? 0 : 1 + descend(frames - 1);
    }
}
