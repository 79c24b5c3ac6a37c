package dev.pointsman.worker.state;

import dev.pointsman.contracts.SeenJob;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

/** What is to be told of jobs that are remembered. Safe on every thread. */
public final class SeenFigures {
    private final InstantSource time;
    private final LongAdder early = new LongAdder();

    public SeenFigures(InstantSource time) {
        this.time = time;
    }

    /** How many were forgotten for want of room while another of their name was still the same. */
    public long forgottenEarly() {
        return early.sum();
    }

    /** One is forgotten; whether another of its name would still be the same. */
    boolean isForgottenEarly(SeenJob job) {
        var isEarly = !job.until().isBefore(time.instant());
        if (isEarly) {
            early.increment();
        }
        return isEarly;
    }
}
