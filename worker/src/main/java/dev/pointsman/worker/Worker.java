package dev.pointsman.worker;

import dev.pointsman.worker.kafka.IntakeLoop;
import dev.pointsman.worker.sandbox.JobThreads;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker: one thread at Kafka, one that looks for changed files, and the job threads. Its methods
 * are safe on every thread.
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

    /**
     * Once it is shut down, there is nobody who would want to know what it does not do any more.
     */
    private final ScheduledExecutorService refresher =
            new ScheduledThreadPoolExecutor(
                    1,
                    Thread.ofPlatform().name("refresh").daemon().factory(),
                    new ThreadPoolExecutor.DiscardPolicy());

    /** Or closed before it could begin. */
    private final AtomicBoolean begun = new AtomicBoolean();

    private final List<Runnable> refreshes;
    private final Thread warmUp;
    private final Watching watching;

    Worker(
            IntakeLoop intake,
            JobThreads jobThreads,
            List<Refresh> refreshes,
            Runnable warmUp,
            Watching watching) {
        this.intake = intake;
        this.jobThreads = jobThreads;
        this.refreshes = List.copyOf(refreshes);
        this.warmUp = Thread.ofPlatform().name("warm-up").daemon().unstarted(() -> watched(warmUp));
        this.watching = watching;
    }

    /**
     * Checks the cluster, then begins to take jobs. Called once; returns when the cluster has been
     * reached, or the worker is closed.
     *
     * @throws dev.pointsman.worker.kafka.UnfitCluster if the cluster will not do
     */
    public void start() throws IOException {
        if (begun.getAndSet(true)) {
            return;
        }
        warmUp.start();
        try {
            // From now on: a cluster that does not answer is waited for.
            endAfter(watching.begin(this::trouble));
            intake.checkCluster();
        } catch (IOException | RuntimeException unfit) {
            intakeEnd.completeExceptionally(unfit);
            end.completeExceptionally(unfit);
            throw unfit;
        }
        Thread.ofPlatform().name("intake").start(this::runIntake);
        refreshes.forEach(this::repeat);
    }

    private void repeat(Runnable refresh) {
        var millis = REFRESH_EVERY.toMillis();
        Runnable look = () -> watched(refresh);
        var _ = refresher.scheduleWithFixedDelay(look, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Whoever repeats it, or waits for nothing, would keep to himself what was thrown. */
    private void watched(Runnable part) {
        try {
            part.run();
        } catch (VirtualMachineError broken) {
            threadEnded(Thread.currentThread(), broken);
            throw broken;
        }
    }

    /**
     * A thread has ended with this, and nobody waits for it. A defect is said; a broken virtual
     * machine is no place to do anybody's work, so that ends the worker.
     */
    public void threadEnded(Thread thread, Throwable defect) {
        LOGGER.atError().setCause(defect).log("a defect ended the thread {}", thread.getName());
        if (defect instanceof VirtualMachineError broken) {
            intake.fail(broken);
        }
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
        if (!begun.getAndSet(true)) {
            end.complete(null);
        }
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
