package dev.pointsman.worker.state;

import dev.pointsman.contracts.StateName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * What ended jobs of one key have written, oldest first, over what is committed. Owned by its
 * claim.
 */
final class PendingLane {
    private final Deque<PendingJob> jobs = new ArrayDeque<>();
    private final Map<StateName, PendingJob> latest = new HashMap<>();
    private final Overlay seen;
    private long latestLook = -1;

    PendingLane(StateView committed) {
        this.seen = new Overlay(committed);
    }

    /** As the next job sees it. */
    StateView view() {
        return seen;
    }

    /** A job looks at it, the so-and-so-manieth that looks at any. */
    void lookedAt(long look) {
        latestLook = Math.max(latestLook, look);
    }

    /** Whether a later job has looked. */
    boolean wasSeen(PendingJob job) {
        return latestLook > job.look();
    }

    void add(PendingJob job) {
        jobs.add(job);
        lay(job);
    }

    private void lay(PendingJob job) {
        for (var write : job.writes()) {
            seen.put(write);
            latest.put(write.name(), job);
        }
    }

    /** What the job wrote is below from now on; whether it was in here. */
    boolean settle(PendingJob job) {
        for (var write : job.writes()) {
            if (latest.remove(write.name(), job)) {
                seen.drop(write.name());
            }
        }
        return jobs.remove(job);
    }

    /** What the job wrote is nowhere from now on; whether it was in here. */
    boolean withdraw(PendingJob job) {
        var wasIn = settle(job);
        jobs.forEach(this::lay);
        return wasIn;
    }

    boolean isEmpty() {
        return jobs.isEmpty();
    }
}
