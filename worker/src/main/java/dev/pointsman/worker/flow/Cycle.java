package dev.pointsman.worker.flow;

/**
 * How long a transaction stays open for more jobs to join it: no longer than the interval, and less
 * if nothing more is to come soon. There is one at a time. Owned by its flow.
 */
final class Cycle {
    /** Nothing is due until something happens. */
    static final long NEVER = Long.MAX_VALUE;

    private final FlowLimits limits;
    private boolean underWay;
    private boolean hurried;
    private boolean sealed;
    private long begunNanos;

    Cycle(FlowLimits limits) {
        this.limits = limits;
    }

    boolean isUnderWay() {
        return underWay;
    }

    /** Whether more jobs may join. */
    boolean isOpen() {
        return !hurried && !sealed;
    }

    /** If one is under way, no more may join it. */
    void hurry() {
        hurried = underWay;
    }

    void begin(long nowNanos) {
        underWay = true;
        begunNanos = nowNanos;
    }

    void seal() {
        sealed = true;
    }

    void end() {
        underWay = false;
        hurried = false;
        sealed = false;
    }

    /** Nanoseconds from now until the transaction with so many jobs is to be sealed. */
    long nanosUntilSeal(int gathered, boolean isIdle, long nowNanos) {
        if (!underWay || sealed) {
            return NEVER;
        }
        if (hurried || isIdle || gathered >= limits.maxBatch()) {
            return 0;
        }
        return Math.max(0, begunNanos + limits.commitInterval().toNanos() - nowNanos);
    }
}
