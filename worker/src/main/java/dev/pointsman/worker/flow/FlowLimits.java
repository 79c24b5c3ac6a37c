package dev.pointsman.worker.flow;

import java.time.Duration;

/**
 * How much a flow holds, and how long it waits.
 *
 * @param maxBatch jobs in one transaction, at most; also how many are offered at once, at most
 * @param commitInterval a job that has ended waits no longer for its transaction to begin, unless
 *     another one is under way
 * @param maxBytes what jobs that are taken may hold of memory before no more are, and as much again
 *     for the results of those that have ended before no more are begun
 */
public record FlowLimits(int maxBatch, Duration commitInterval, long maxBytes) {
    public FlowLimits {
        require(maxBatch > 0 && maxBatch < Progress.WINDOW, "maxBatch", maxBatch);
        require(commitInterval.isPositive(), "commitInterval", commitInterval);
        require(maxBytes > 0, "maxBytes", maxBytes);
    }

    private static void require(boolean holds, String name, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value);
        }
    }
}
