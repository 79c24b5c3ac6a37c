package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.testing.Guests;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.TestingStates;
import dev.pointsman.worker.testing.WasmBytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A guest that does not end by itself is ended, whichever way it goes round. */
class SandboxDeadlineTest {
    private static final Duration SOON = Duration.ofMillis(30);
    private static final int TIMES = 10_000;

    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    br, loop #40 br 0 end
                    br_if, loop #40 i32.const 1 br_if 0 end
                    br_table, loop #40 i32.const 5 br_table 1 0 0 end
                    if, loop #40 i32.const 1 if #40 br 1 end end
                    call, loop #40 call 1 br 0 end
                    call_indirect, loop #40 i32.const 0 call_indirect 0 0 br 0 end
                    memory.size, loop #40 memory.size 0 br_if 0 end
                    """)
    void anEndlessLoopEndsAtTheDeadline(String by, String loop) {
        var module = module(loop).export("_start", 0);

        var ended =
                sandbox.run(module.bytes(), TestingContexts.context(TestingLimits.timeout(SOON)));

        assertThat(ended.code()).as(by).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    }

    @Test
    void anEndlessLoopInTheStartFunctionEndsAtTheDeadline() {
        var module = module("loop #40 br 0 end").start(0).export("_start", 1);

        var ended =
                sandbox.run(module.bytes(), TestingContexts.context(TestingLimits.timeout(SOON)));

        assertThat(ended.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    }

    @Test
    void aJobThatExpiresBeforeItsTimeoutEndsWhenItExpires() {
        var policy = TestingContexts.allowing(TestingContexts.ACME, TestingLimits.ROOMY);
        var expired = TestingContexts.request("").withExpiry(Instant.EPOCH);

        var ended = sandbox.run(Guests.testing("spin"), TestingContexts.context(policy, expired));

        assertThat(ended.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    }

    @Test
    void aGuestThatOnlyCallsTheHostEndsAtTheDeadline() {
        var expired = TestingContexts.request("").withExpiry(Instant.EPOCH);
        var policy = TestingContexts.allowing(TestingContexts.ACME, TestingLimits.hostCalls(100));
        var module =
                WasmBytes.module()
                        .importing("wasi_snapshot_preview1", "sched_yield", ">i")
                        .function(">", "call 0 drop ".repeat(64))
                        .export("_start", 1);

        var ended = sandbox.run(module.bytes(), TestingContexts.context(policy, expired));

        assertThat(ended.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    }

    @Test
    void aJobAfterOneThatWasStoppedIsNotDisturbed() {
        var spin = sandbox.admitted(Guests.testing("spin"));
        var echo = sandbox.admitted(Guests.testing("echo"));

        var disturbed = TestingSandbox.await(sandbox.threads().submit(() -> disturbed(spin, echo)));

        assertThat(disturbed).isEmpty();
    }

    /** All of them on one thread, which is what could be left interrupted. */
    private List<Outcome> disturbed(GuestModule spin, GuestModule echo) {
        var stopped = TestingContexts.context(TestingLimits.timeout(Duration.ofNanos(100_000)));
        var disturbed = new ArrayList<Outcome>();
        for (var i = 0; i < TIMES; i++) {
            var first = run(spin, stopped);
            var next = run(echo, TestingContexts.reading("hello"));
            var isStopped =
                    first instanceof Outcome.Errored(var code, _)
                            && code == ErrorCode.DEADLINE_EXCEEDED;
            if (!isStopped || !(next instanceof Outcome.Succeeded)) {
                disturbed.add(isStopped ? next : first);
            }
        }
        return disturbed;
    }

    private Outcome run(GuestModule module, JobContext context) {
        var effects = TestingStates.effects(context);
        return sandbox.sandbox().run(TestingSandbox.now(context), effects, module).outcome();
    }

    /** Function 0 runs the code, function 1 does nothing. */
    private static WasmBytes module(String code) {
        return WasmBytes.module()
                .function(">", code)
                .function(">", "")
                .table(1)
                .memory(1, 1)
                .entry(9, "00 4100 0b 01 01");
    }
}
