package dev.pointsman.worker;

import dev.pointsman.worker.kafka.IntakeLoop;
import dev.pointsman.worker.sandbox.JobThreads;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running worker: one thread at Kafka, one that looks for changed files, and the job threads. Its
 * methods are safe on every thread.
 */
public final class Worker implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Worker.class);
    private static final Duration REFRESH_EVERY = Duration.ofMillis(500);
    private static final Duration CLOSING_TAKES = Duration.ofSeconds(15);

    private final IntakeLoop intake;
    private final JobThreads jobThreads;

    /** The intake has ended; whoever watches it has not yet. */
    private final CompletableFuture<Void> intakeEnd = new CompletableFuture<>();

    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final ScheduledExecutorService refresher =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("refresh").daemon().factory());

    private final Thread warmUp;

    private Worker(IntakeLoop intake, JobThreads jobThreads, Thread warmUp) {
        this.intake = intake;
        this.jobThreads = jobThreads;
        this.warmUp = warmUp;
    }

    /** Checks the cluster, then starts; throws if the cluster will not do. */
    static Worker start(
            IntakeLoop intake,
            JobThreads jobThreads,
            List<Refresh> refreshes,
            Runnable warmUp,
            Watching watching)
            throws IOException {
        var warming = Thread.ofPlatform().name("warm-up").daemon().start(warmUp);
        var worker = new Worker(intake, jobThreads, warming);
        // From now on: a cluster that does not answer is looked for, for a while.
        var watchingEnds = watching.begin(worker::trouble);
        worker.endAfter(watchingEnds);
        worker.checkCluster();
        Thread.ofPlatform().name("intake").start(worker::runIntake);
        for (var refresh : refreshes) {
            var _ =
                    worker.refresher.scheduleWithFixedDelay(
                            refresh,
                            REFRESH_EVERY.toMillis(),
                            REFRESH_EVERY.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
        return worker;
    }

    private void endAfter(Runnable watchingEnds) {
        var told = intakeEnd.whenComplete((_, _) -> watchingEnds.run());
        var _ =
                told.whenComplete((_, defect) -> {
                    if (defect == null) {
                        end.complete(null);
                    } else {
                        end.completeExceptionally(cause(defect));
                    }
                });
    }

    private static Throwable cause(Throwable defect) {
        return defect instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : defect;
    }

    private void checkCluster() {
        try {
            intake.checkCluster();
        } catch (RuntimeException unfit) {
            intakeEnd.completeExceptionally(unfit);
            throw unfit;
        }
    }

    /** Whether the worker has its partitions, and all of them get on. */
    public boolean isReady() {
        return trouble().isEmpty();
    }

    /** Why it is not ready, if it is not: a sentence for an operator. */
    public Optional<String> trouble() {
        return warmUp.isAlive()
                ? Optional.of("the modules that policies name are still being compiled")
                : intake.trouble();
    }

    /** Completes when the worker has ended: well after {@link #close}, else with what ended it. */
    public CompletableFuture<Void> end() {
        return end.copy();
    }

    /** Drains: what is under way is finished and committed, then the group is left at once. */
    @Override
    public void close() {
        var patience = intake.drainTimeout().plus(CLOSING_TAKES);
        intake.stop();
        refresher.shutdownNow();
        var drained =
                end.handle((_, _) -> true)
                        .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
        if (!drained) {
            LOGGER.atWarn()
                    .log("not drained within {}; what is unfinished is left to others", patience);
        }
        jobThreads.close();
    }

    /** The outermost loop: what comes as far as this is a defect, and ends the worker loudly. */
    private void runIntake() {
        try {
            intake.run();
            intakeEnd.complete(null);
        } catch (Throwable defect) {
            LOGGER.atError()
                    .setCause(defect)
                    .log("a defect ends the worker; its jobs are left to others");
            intakeEnd.completeExceptionally(defect);
        }
    }
}
