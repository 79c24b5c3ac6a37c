package dev.pointsman.worker.flow;

/**
 * When the next transaction is due. One at a time; at once when it is full or when no job waits for
 * a thread, for then there is nothing to wait for; else when the first of its jobs has waited for
 * the interval. Owned by its flow.
 */
final class Cycle {
    /** Nothing is due until something happens. */
    static final long NEVER = Long.MAX_VALUE;

    private final FlowLimits limits;
    private boolean underWay;
    private long firstEndedNanos;

    Cycle(FlowLimits limits) {
        this.limits = limits;
    }

    boolean isUnderWay() {
        return underWay;
    }

    /** A job has ended, the first since the last batch was made. */
    void first(long nowNanos) {
        firstEndedNanos = nowNanos;
    }

    void begin() {
        if (underWay) {
            throw new IllegalStateException("a transaction is under way");
        }
        underWay = true;
    }

    void end() {
        underWay = false;
    }

    /** Nanoseconds from now until a transaction with so many jobs is due. */
    long nanosUntilDue(int ended, boolean isIdle, long nowNanos) {
        if (underWay || ended == 0) {
            return NEVER;
        }
        if (isIdle || ended >= limits.maxBatch()) {
            return 0;
        }
        return Math.max(0, firstEndedNanos + limits.commitInterval().toNanos() - nowNanos);
    }
}
