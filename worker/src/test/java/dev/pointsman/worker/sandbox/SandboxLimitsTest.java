package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.testing.Guests;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How much a guest may use: up to the limit it succeeds, beyond it is ended with the limit's name.
 */
class SandboxLimitsTest {
    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();

    @Test
    void aGuestThatUsesUpItsFuelIsEnded() {
        var context = TestingContexts.context(TestingLimits.fuel(10_000));

        var ended = sandbox.run(Guests.testing("spin"), context);

        assertThat(ended.code()).isEqualTo(ErrorCode.FUEL_EXHAUSTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"call 0", "call 0 call 0", "i32.const 0 call_indirect 0 0"})
    void aGuestThatRecursesForEverExhaustsItsStack(String recursion) {
        var module =
                WasmBytes.module()
                        .function(">", recursion)
                        .table(1)
                        .entry(9, "00 4100 0b 01 00")
                        .export("_start", 0);

        var ended = sandbox.run(module);

        assertThat(ended.code()).isEqualTo(ErrorCode.STACK_EXHAUSTED);
    }

    @Test
    void aGuestThatRecursesThroughHostCallsExhaustsItsStack() {
        var module =
                WasmBytes.module()
                        .importing("wasi_snapshot_preview1", "random_get", "ii>i")
                        .memory(1, 1)
                        .function(">", "i32.const 0 i32.const 64 call 0 drop call 1")
                        .export("_start", 1);

        var ended = sandbox.run(module);

        assertThat(ended.code()).isEqualTo(ErrorCode.STACK_EXHAUSTED);
    }

    @Test
    void theJobAfterAnExhaustedStackHasItsWholeStack() {
        sandbox.run(WasmBytes.program("call 0"));

        var ended = sandbox.run(Guests.testing("echo"), TestingContexts.reading("hello"));

        assertThat(ended.outcome()).isEqualTo(new Outcome.Succeeded(Payload.ofUtf8("hello")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 16})
    void memoryGrowsToItsLimitAndNoFurther(int maxPages) {
        var context = TestingContexts.context(TestingLimits.pages(maxPages));

        var ended = sandbox.run(Guests.testing("greedy"), context);

        assertThat(ended.outcome()).isEqualTo(new Outcome.Succeeded(Payload.ofUtf8("" + maxPages)));
    }

    @Test
    void aModuleThatStartsWithMoreMemoryThanItMayHaveIsRefused() {
        var module = WasmBytes.module().function(">", "").memory(17, 17).export("_start", 0);

        var ended = sandbox.run(module.bytes(), TestingContexts.context(TestingLimits.pages(16)));

        assertThat(ended.outcome())
                .isEqualTo(
                        new Outcome.Errored(
                                ErrorCode.MEMORY_LIMIT,
                                "the module starts with 17 pages of memory (limit max-pages: 16)"));
    }

    @Test
    void outputUpToTheLimitIsTheResult() {
        var context = TestingContexts.reading("hello", TestingLimits.output(5));

        var ended = sandbox.run(Guests.testing("echo"), context);

        assertThat(ended.outcome()).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void outputBeyondTheLimitEndsTheJob() {
        var context = TestingContexts.reading("hello!", TestingLimits.output(5));

        var ended = sandbox.run(Guests.testing("echo"), context);

        assertThat(ended.code()).isEqualTo(ErrorCode.OUTPUT_TOO_LARGE);
    }

    @Test
    void asManyHostCallsAsTheLimitSucceed() {
        var context = TestingContexts.reading("hello", TestingLimits.hostCalls(3));

        var ended = sandbox.run(Guests.testing("echo"), context);

        assertThat(ended.outcome()).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void oneHostCallMoreThanTheLimitEndsTheJob() {
        var context = TestingContexts.reading("hello", TestingLimits.hostCalls(2));

        var ended = sandbox.run(Guests.testing("echo"), context);

        assertThat(ended.code()).isEqualTo(ErrorCode.HOST_CALL_LIMIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 1})
    void publishingMoreBytesThanTheLimitEndsTheJob(int maxBytes) {
        var context = TestingContexts.reading("greetings", TestingLimits.publishing(1, maxBytes));

        var ended = sandbox.run(Guests.testing("publish"), context);

        assertThat(ended.code()).isIn(ErrorCode.OUTPUT_TOO_LARGE, ErrorCode.HOST_CALL_INVALID);
    }
}
