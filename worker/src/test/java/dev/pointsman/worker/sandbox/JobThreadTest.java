package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.testing.Guests;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A thread that answers for the guest on it, and is a thread like any other when there is none. */
class JobThreadTest {
    private static final long NEVER = Long.MAX_VALUE / 2;
    private static final long A_MOMENT = TimeUnit.MILLISECONDS.toNanos(20);

    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();

    @Test
    void withoutAGuestItIsInterruptedWhenItIsInterrupted() {
        var answers =
                onJobThread(() -> {
                    var before = Thread.currentThread().isInterrupted();
                    Thread.currentThread().interrupt();
                    return new boolean[] {before, Thread.currentThread().isInterrupted()};
                });

        assertThat(answers).containsExactly(false, true);
    }

    @Test
    void aGuestHasAsManyQuestionsAsFuel() {
        var answers =
                onJobThread(() -> {
                    var thread = JobThread.current();
                    thread.arm(2, NEVER, JobThread.FUEL_A_LOOK);
                    return new boolean[] {
                        thread.isInterrupted(), thread.isInterrupted(), thread.isInterrupted()
                    };
                });

        assertThat(answers).containsExactly(false, false, true);
    }

    @Test
    void aGuestThatNobodyWantsAnyMoreIsStopped() {
        var wanted = new AtomicBoolean(true);
        var reason =
                onJobThread(() ->
                        JobThreads.whileWanted(
                                wanted::get,
                                () -> {
                                    var thread = JobThread.current();
                                    thread.arm(NEVER, NEVER, JobThread.FUEL_A_LOOK);
                                    while (!thread.isInterrupted()) {
                                        wanted.set(false);
                                    }
                                    return thread.stopReason();
                                }));

        assertThat(reason).contains(JobThread.Stop.UNWANTED);
    }

    /**
     * A guest that pays in step with the looks at clock and worker must not slip through between
     * them.
     */
    @Test
    void aGuestIsStoppedWhateverItPaysWith() {
        var neverStopped =
                onJobThread(() ->
                        IntStream.range(0, 1_024)
                                .filter(JobThreadTest::slipsThroughAt)
                                .boxed()
                                .toList());

        assertThat(neverStopped).isEmpty();
    }

    @Test
    void afterItTheThreadIsWantedAgain() {
        var stopped =
                onJobThread(() -> {
                    JobThreads.whileWanted(() -> false, () -> "unwanted");
                    var thread = JobThread.current();
                    thread.arm(1024, NEVER, JobThread.FUEL_A_LOOK);
                    var interrupted = false;
                    for (var i = 0; i < 1024; i++) {
                        interrupted |= thread.isInterrupted();
                    }
                    return interrupted;
                });

        assertThat(stopped).isFalse();
    }

    @Test
    void whyAGuestWasStoppedIsKept() {
        var reason =
                onJobThread(() -> {
                    var thread = JobThread.current();
                    thread.arm(1024, -1, JobThread.FUEL_A_LOOK);
                    while (!thread.isInterrupted()) {
                        Thread.onSpinWait();
                    }
                    return thread.stopReason();
                });

        assertThat(reason).contains(JobThread.Stop.DEADLINE);
    }

    /** Work that is given what is left of the job's time gives up when the job has to. */
    @Test
    void workThatIsDoneWhenTimeIsUpIsNoAnswer() {
        var reason =
                onJobThread(() -> {
                    var thread = JobThread.current();
                    thread.arm(1024, A_MOMENT, JobThread.FUEL_A_LOOK);
                    try {
                        return Optional.of(thread.await(new DoneWhenTimeIsUp(thread)));
                    } catch (JobStopped _) {
                        return thread.stopReason();
                    }
                });

        assertThat(reason).contains(JobThread.Stop.DEADLINE);
    }

    @Test
    void theNextGuestIsNotStoppedForTheLastOnesReason() {
        var reason =
                onJobThread(() -> {
                    var thread = JobThread.current();
                    thread.arm(0, NEVER, JobThread.FUEL_A_LOOK);
                    var stopped = thread.isInterrupted();
                    thread.disarm();
                    thread.arm(10, NEVER, JobThread.FUEL_A_LOOK);
                    return stopped && !thread.isInterrupted() && thread.stopReason().isEmpty();
                });

        assertThat(reason).isTrue();
    }

    @Test
    void anInterruptMeantForAGuestDoesNotOutliveIt() {
        var interrupted =
                onJobThread(() -> {
                    var thread = JobThread.current();
                    thread.arm(10, NEVER, JobThread.FUEL_A_LOOK);
                    thread.interrupt();
                    thread.disarm();
                    return thread.isInterrupted();
                });

        assertThat(interrupted).isFalse();
    }

    @Test
    void theThreadOfAStoppedJobIsNotInterrupted() {
        sandbox.run(Guests.testing("spin"), TestingContexts.context(TestingLimits.fuel(1000)));

        var interrupted = onJobThread(() -> Thread.currentThread().isInterrupted());

        assertThat(interrupted).isFalse();
    }

    @Test
    void guestsRunOnNoOtherThread() {
        var spin = sandbox.admitted(Guests.testing("spin"));
        var context = TestingContexts.context();

        assertThatThrownBy(() -> sandbox.sandbox().run(context, null, spin))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("guests run on job threads only");
    }

    /** Asks 1,023 times and pays once, and again, beginning with this much less fuel. */
    private static boolean slipsThroughAt(int fuelGone) {
        var thread = JobThread.current();
        var wanted = new AtomicBoolean(true);
        return JobThreads.whileWanted(
                wanted::get,
                () -> {
                    thread.arm(8_192 - fuelGone, NEVER, JobThread.FUEL_A_LOOK);
                    var stopped = thread.isInterrupted();
                    wanted.set(false);
                    try {
                        for (var turn = 0; turn < 2; turn++) {
                            for (var i = 0; i < 1_023; i++) {
                                stopped |= thread.isInterrupted();
                            }
                            thread.charge(1);
                        }
                    } catch (JobStopped _) {
                        stopped = true;
                    }
                    return !stopped;
                });
    }

    private <T> T onJobThread(Callable<T> work) {
        return TestingSandbox.await(sandbox.threads().submit(() -> disarming(work)));
    }

    /** As the sandbox does it. */
    private static <T> T disarming(Callable<T> work) throws Exception {
        try {
            return work.call();
        } finally {
            JobThread.current().disarm();
        }
    }

    /** Owned by the thread that waits for it. */
    private static final class DoneWhenTimeIsUp extends CompletableFuture<JobThread.Stop> {
        private final JobThread thread;

        DoneWhenTimeIsUp(JobThread thread) {
            this.thread = thread;
        }

        @Override
        public JobThread.Stop get(long timeout, TimeUnit unit) {
            while (thread.timeLeft().isPositive()) {
                Thread.onSpinWait();
            }
            return JobThread.Stop.FUEL;
        }
    }
}
