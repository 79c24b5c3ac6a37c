package dev.pointsman.worker.flow;

import java.time.Duration;

/**
 * How much a flow holds, and how long it waits.
 *
 * @param maxBatch jobs in one transaction, at most; when as many wait for the next one, no more are
 *     begun
 * @param maxPoll how many records one poll brings, at most: a claim without room for as many is
 *     full
 * @param commitInterval how long a transaction stays open for more jobs to join it
 * @param maxBytes what jobs that are taken may hold of memory before no more are, and as much again
 *     for the results of those that have ended before no more are begun
 * @param maxAtOnce how many of one owner's jobs run at once, at most
 */
public record FlowLimits(
        int maxBatch, int maxPoll, Duration commitInterval, long maxBytes, int maxAtOnce) {
    private static final int ENOUGH_POLLS = 2;

    /** An owner may have all threads. */
    public FlowLimits(int maxBatch, int maxPoll, Duration commitInterval, long maxBytes) {
        this(maxBatch, maxPoll, commitInterval, maxBytes, Integer.MAX_VALUE);
    }

    public FlowLimits {
        require(maxBatch > 0, "maxBatch", maxBatch);
        require(maxPoll > 0 && maxPoll < Progress.WINDOW, "maxPoll", maxPoll);
        require(commitInterval.isPositive(), "commitInterval", commitInterval);
        require(maxBytes > 0, "maxBytes", maxBytes);
        require(maxAtOnce > 0, "maxAtOnce", maxAtOnce);
    }

    /** With so many jobs at hand no more need be polled: the next poll comes before they end. */
    int enough() {
        return ENOUGH_POLLS * maxPoll;
    }

    private static void require(boolean holds, String name, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value);
        }
    }
}
