package dev.pointsman.worker.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The threads that guests run on: as many as jobs may run at once, none of them ever near a Kafka
 * client. Safe on every thread.
 *
 * <p>Not a pool of the JDK's: as it closes, that asks its threads whether they are interrupted,
 * which ours take for a question of their guest's, and count.
 */
public final class JobThreads implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final WorkQueue queue = new WorkQueue();
    private final List<JobThread> threads;

    public JobThreads(int concurrency) {
        this(concurrency, JobThread.STACK_BYTES);
    }

    /**
     * Threads with a stack of this size; for a guest whose calls may nest as deeply as they did.
     */
    public JobThreads(int concurrency, long stackBytes) {
        this.threads =
                IntStream.rangeClosed(1, concurrency)
                        .mapToObj(number -> started("job-" + number, stackBytes))
                        .toList();
    }

    /** One that keeps no process alive which had an end without closing its threads. */
    private JobThread started(String name, long stackBytes) {
        var thread = new JobThread(queue::work, name, stackBytes);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** How many threads there are. */
    public int concurrency() {
        return threads.size();
    }

    /** Has a job thread do this. */
    public <T> Future<T> submit(Callable<T> work) {
        var task = new FutureTask<>(work);
        if (!queue.add(task)) {
            throw new RejectedExecutionException("the job threads are closed");
        }
        return task;
    }

    /**
     * Does this work on the job thread that calls; its guest is stopped, soon, once it is not
     * wanted any more.
     */
    public static <T> T whileWanted(Wanted wanted, Supplier<T> work) {
        return JobThread.current().whileWanted(wanted, work);
    }

    /** Fuel that the guest on the job thread that calls has not used. */
    public static long fuelLeft() {
        return JobThread.current().fuelLeft();
    }

    /** Takes nothing more, and waits a little for what runs; every guest ends at its deadline. */
    @Override
    public void close() {
        queue.close();
        try {
            if (!haveEnded()) {
                interrupt();
            }
        } catch (InterruptedException _) {
            interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private boolean haveEnded() throws InterruptedException {
        var untilNanos = System.nanoTime() + PATIENCE.toNanos();
        for (var thread : threads) {
            if (!thread.join(Duration.ofNanos(untilNanos - System.nanoTime()))) {
                return false;
            }
        }
        return true;
    }

    private void interrupt() {
        queue.cancel();
        threads.forEach(Thread::interrupt);
    }
}
