package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.context.CurrentContext;
import dev.pointsman.worker.host.HostCall;
import dev.pointsman.worker.host.HostFunction;
import dev.pointsman.worker.host.HostFunction.ValueType;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.TestingStates;
import dev.pointsman.worker.testing.WasmBytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A guest that waits for what is outside, on a thread that can be stopped all the same. */
class WaitingTest {
    private static final WasmBytes CALLING =
            WasmBytes.module()
                    .importing("test", "outside", ">i")
                    .importing("wasi_snapshot_preview1", "proc_exit", "i>")
                    .function(">", "call 0 call 1")
                    .memory(1, 1)
                    .export("_start", 2);

    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void theWorkHasAThreadOfItsOwnAndTheContextOfTheJob() {
        var seen = new AtomicReference<>("");
        try (var sandbox =
                sandbox((guest, _) ->
                        guest.outside()
                                .waiting()
                                .during(() -> {
                                    seen.set("" + Thread.currentThread().isVirtual());
                                    return CurrentContext.get().equals(Optional.of(guest.context()))
                                            ? 0L
                                            : 1L;
                                }))) {
            var ended = sandbox.run(CALLING);

            assertThat(ended.outcome()).isInstanceOf(Outcome.Succeeded.class);
            assertThat(seen.get()).isEqualTo("true");
        }
    }

    @Test
    void aJobWhoseTimeIsUpDoesNotWaitAndItsWorkIsInterrupted() throws InterruptedException {
        try (var sandbox = sandbox((guest, _) -> guest.outside().waiting().during(this::block))) {
            var context = TestingContexts.context(TestingLimits.timeout(Duration.ofMillis(100)));

            var ended = sandbox.run(CALLING.bytes(), context);

            assertThat(ended.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
            interrupted.await();
        }
    }

    @Test
    void aJobThatNobodyWantsDoesNotWait() throws InterruptedException {
        var wanted = new AtomicBoolean(true);
        try (var sandbox = sandbox((guest, _) -> guest.outside().waiting().during(this::block))) {
            var module = sandbox.admitted(CALLING.bytes());
            var context = TestingSandbox.now(TestingContexts.context());
            var ended =
                    sandbox.threads()
                            .submit(() ->
                                    JobThreads.whileWanted(
                                            wanted::get,
                                            () ->
                                                    sandbox.sandbox()
                                                            .run(
                                                                    context,
                                                                    TestingStates.effects(context),
                                                                    module)));
            began.await();

            wanted.set(false);

            var outcome = TestingSandbox.await(ended).outcome();
            assertThat(((Outcome.Errored) outcome).code()).isEqualTo(ErrorCode.WORKER_FAULT);
            interrupted.await();
        }
    }

    @Test
    void aJobThatIsWithdrawnDoesNotWait() throws InterruptedException {
        var job = new TestingWanted();
        try (var sandbox = sandbox((guest, _) -> guest.outside().waiting().during(this::block))) {
            var module = sandbox.admitted(CALLING.bytes());
            var context = TestingSandbox.now(TestingContexts.context());
            var effects = TestingStates.effects(context);
            var ended =
                    sandbox.threads()
                            .submit(() ->
                                    JobThreads.whileWanted(
                                            job,
                                            () -> sandbox.sandbox().run(context, effects, module)));
            began.await();

            job.withdraw();

            assertThat(TestingSandbox.await(ended).outcome())
                    .isEqualTo(
                            new Outcome.Cancelled(
                                    ErrorCode.WITHDRAWN, "the job was withdrawn while it ran"));
            interrupted.await();
        }
    }

    @Test
    void aRealInterruptEndsTheWaitAndDoesNotMeetTheNextGuest() {
        var waiting = new AtomicReference<Thread>();
        try (var sandbox =
                sandbox((guest, _) -> {
                    waiting.set(Thread.currentThread());
                    return guest.outside().waiting().during(this::block);
                })) {
            var module = sandbox.admitted(CALLING.bytes());
            var first = sandbox.start(module, TestingContexts.context());
            Awaitility.await().until(() -> waiting.get() != null && began.getCount() == 0);

            waiting.get().interrupt();

            assertThat(TestingSandbox.await(first).code()).isEqualTo(ErrorCode.WORKER_FAULT);
            var next = sandbox.run(WasmBytes.program("nop"));
            assertThat(next.outcome()).isInstanceOf(Outcome.Succeeded.class);
        }
    }

    @Test
    void whatTheWorkThrowsIsTheWorkersFaultAndOfNoUseToTheGuest() {
        try (var sandbox =
                sandbox((guest, _) ->
                        guest.outside()
                                .waiting()
                                .during(() -> {
                                    throw new IllegalStateException("a secret of the host");
                                }))) {
            var ended = sandbox.run(CALLING);

            assertThat(ended.code()).isEqualTo(ErrorCode.WORKER_FAULT);
            assertThat(ended.outcome().toString()).doesNotContain("a secret of the host");
        }
    }

    /** A worker without memory is no worker: not only this job has to end. */
    @Test
    void aVirtualMachineThatFailsUnderTheWorkIsNoOutcome() {
        try (var sandbox = failing(new InternalError("planted"))) {
            assertThatThrownBy(() -> sandbox.run(CALLING))
                    .hasRootCauseInstanceOf(InternalError.class);
        }
    }

    @Test
    void theEndOfTheWorksStackIsNotTheGuests() {
        try (var sandbox = failing(new StackOverflowError())) {
            assertThat(sandbox.run(CALLING).code()).isEqualTo(ErrorCode.WORKER_FAULT);
        }
    }

    private static TestingSandbox failing(Error error) {
        return sandbox((guest, _) ->
                guest.outside()
                        .waiting()
                        .during(() -> {
                            throw error;
                        }));
    }

    private long block() throws InterruptedException {
        began.countDown();
        try {
            never.await();
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
        return 0;
    }

    private static TestingSandbox sandbox(HostCall call) {
        var function =
                new HostFunction(
                        "test",
                        "outside",
                        List.of(),
                        Optional.of(ValueType.I32),
                        Optional.empty(),
                        call);
        return new TestingSandbox(1, List.of(function));
    }
}
