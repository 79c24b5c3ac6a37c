package dev.pointsman.it.hostile;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.it.bench.load.Latencies;
import dev.pointsman.worker.testing.TestingLimits;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * A tenant that means no harm: a small job every millisecond, on a thread of its own, of which each
 * has to succeed, and how long each takes is noted. {@link #phase} is called by one other thread.
 */
final class Victim implements AutoCloseable {
    private static final TenantId TENANT = new TenantId("victim");
    private static final String MODULE = "victim";
    private static final Payload INPUT = Payload.ofUtf8("hello");
    private static final long PACE_NANOS = Duration.ofMillis(1).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final House house;
    private final Thread thread;
    private volatile boolean isOver;
    private volatile Latencies latencies = new Latencies();
    private volatile int failures;

    /**
     * @param echo a module that answers its input
     */
    Victim(House house, Payload echo) {
        this.house = house;
        house.tenant(TENANT, TestingLimits.ROOMY);
        house.upload(MODULE, echo);
        this.thread = Thread.ofPlatform().name("victim").daemon().start(this::live);
    }

    /** From now on latencies are noted here; answers where until now. */
    Latencies phase(Latencies next) {
        var last = latencies;
        latencies = next;
        return last;
    }

    /** Jobs that did not succeed. */
    int failures() {
        return failures;
    }

    private void live() {
        while (!isOver) {
            var begun = System.nanoTime();
            job(latencies);
            LockSupport.parkNanos(PACE_NANOS - (System.nanoTime() - begun));
        }
    }

    /** Only this thread writes to the two of them; a late entry goes where it was begun. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void job(Latencies noted) {
        var begun = System.nanoTime();
        try {
            var job = house.start(TENANT, MODULE, INPUT);
            var finished = job.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!finished.result().outcome().equals(new Outcome.Succeeded(INPUT))) {
                failures++;
            }
        } catch (ExecutionException | TimeoutException _) {
            failures++;
        } catch (InterruptedException _) {
            isOver = true;
        }
        noted.add(System.nanoTime() - begun);
    }

    @Override
    public void close() {
        isOver = true;
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
