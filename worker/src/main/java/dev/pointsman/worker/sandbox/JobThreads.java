package dev.pointsman.worker.sandbox;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The threads that guests run on: as many as jobs may run at once, none of them ever near a Kafka
 * client. Safe on every thread.
 */
public final class JobThreads implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final int concurrency;
    private final ExecutorService pool;

    public JobThreads(int concurrency) {
        this(concurrency, JobThread.STACK_BYTES);
    }

    /**
     * Threads with a stack of this size; for a guest whose calls may nest as deeply as they did.
     */
    public JobThreads(int concurrency, long stackBytes) {
        this.concurrency = concurrency;
        var count = new AtomicInteger();
        this.pool =
                Executors.newFixedThreadPool(
                        concurrency,
                        work -> new JobThread(work, "job-" + count.incrementAndGet(), stackBytes));
    }

    /** How many threads there are. */
    public int concurrency() {
        return concurrency;
    }

    /** Has a job thread do this. */
    public <T> Future<T> submit(Callable<T> work) {
        return pool.submit(work);
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
        pool.shutdown();
        try {
            if (!pool.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException _) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
