package dev.pointsman.worker.flow.sim;

/** Time, which goes on a millisecond a step. Owned by one simulation. */
final class Clock {
    private static final long STEP_NANOS = 1_000_000;

    private long steps;

    void tick() {
        steps++;
    }

    long steps() {
        return steps;
    }

    long nanos() {
        return steps * STEP_NANOS;
    }
}
