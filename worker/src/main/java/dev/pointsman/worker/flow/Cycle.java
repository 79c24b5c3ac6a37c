package dev.pointsman.worker.flow;

import java.time.Duration;

/**
 * How long a transaction stays open for more jobs to join it: no longer than the interval, and less
 * if nothing more is to come soon. There is one at a time. Owned by its flow.
 *
 * <p>One that follows right after another stays open for a moment all the same: the broker is still
 * at the end of the one before (it writes its markers), so what it is sent waits there, while jobs
 * that come meanwhile would have to wait for a transaction of their own.
 */
final class Cycle {
    /** Nothing is due until something happens. */
    static final long NEVER = Long.MAX_VALUE;

    private static final Duration AFTER_ANOTHER = Duration.ofMillis(3);

    private final long intervalNanos;
    private final long afterAnotherNanos;
    private boolean underWay;
    private boolean isNext;
    private boolean hurried;
    private boolean sealed;
    private long begunNanos;

    Cycle(FlowLimits limits) {
        this.intervalNanos = limits.commitInterval().toNanos();
        this.afterAnotherNanos = Math.min(AFTER_ANOTHER.toNanos(), intervalNanos);
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

    /**
     * The transaction is over.
     *
     * @param isAwaited whether the next one begins now
     */
    void end(boolean isAwaited) {
        underWay = false;
        hurried = false;
        sealed = false;
        isNext = isAwaited;
    }

    /**
     * Nanoseconds from now until the transaction is to be sealed.
     *
     * @param isFull whether it can take no more, or nothing can begin before it is over
     * @param isIdle whether nothing more is to come soon
     */
    long nanosUntilSeal(boolean isFull, boolean isIdle, long nowNanos) {
        if (!underWay || sealed) {
            return NEVER;
        }
        if (hurried || isFull || (isIdle && !isNext)) {
            return 0;
        }
        var open = isIdle ? afterAnotherNanos : intervalNanos;
        return Math.max(0, begunNanos + open - nowNanos);
    }
}
