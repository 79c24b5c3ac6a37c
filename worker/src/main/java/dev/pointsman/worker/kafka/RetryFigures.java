package dev.pointsman.worker.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be told of jobs that are tried again. Safe on every thread. */
public final class RetryFigures {
    private static final Logger LOGGER = LoggerFactory.getLogger(RetryFigures.class);

    /** Whoever does this does it often. */
    private static final Duration SAID_AGAIN_AFTER = Duration.ofMinutes(1);

    private final LongAdder pretending = new LongAdder();
    private final AtomicLong saidNanos =
            new AtomicLong(System.nanoTime() - SAID_AGAIN_AFTER.toNanos());
    private volatile Optional<SharedLater> later = Optional.empty();

    /** How many jobs wait for another attempt. */
    public int waiting() {
        return later.map(SharedLater::waiting).orElse(0);
    }

    /** How many keys are held up by such jobs, in whose order they are. */
    public int heldKeys() {
        return later.map(SharedLater::heldKeys).orElse(0);
    }

    /** How many records of the jobs topic had headers that only a worker may write. */
    public long pretending() {
        return pretending.sum();
    }

    void watch(SharedLater latest) {
        later = Optional.of(latest);
    }

    /** A job came with such headers, which count for nothing. */
    void pretends(TakenJob job) {
        pretending.increment();
        var now = System.nanoTime();
        var last = saidNanos.get();
        if (now - last >= SAID_AGAIN_AFTER.toNanos() && saidNanos.compareAndSet(last, now)) {
            LOGGER.atWarn()
                    .addKeyValue("record", job.polled().origin())
                    .log("a publisher writes headers of retries, which are ignored");
        }
    }
}
