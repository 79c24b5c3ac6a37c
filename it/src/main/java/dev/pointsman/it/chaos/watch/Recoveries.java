package dev.pointsman.it.chaos.watch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How long partitions stand still when a worker is killed: from the SIGKILL until, for each of the
 * partitions it owned, a committed result has been seen of a job that ended after it, which only
 * another worker can have run. Safe on every thread.
 */
public final class Recoveries {
    private final List<Open> open = new ArrayList<>();
    private final List<Long> millis = new ArrayList<>();

    /**
     * A worker was killed.
     *
     * @param owned the partitions it owned, as the group said just before
     */
    public synchronized void killed(long atMillis, Set<Integer> owned) {
        if (!owned.isEmpty()) {
            open.add(new Open(atMillis, new HashSet<>(owned)));
        }
    }

    /** A committed result was seen of a job in this partition that ended then. */
    synchronized void seen(int partition, long endedMillis, long nowMillis) {
        for (var recovery : open) {
            if (endedMillis > recovery.killedAtMillis()) {
                recovery.waiting().remove(partition);
            }
        }
        open.removeIf(recovery -> isOver(recovery, nowMillis));
    }

    /** How many were measured. */
    public synchronized int count() {
        return millis.size();
    }

    /** The time within which 99 of 100 were over; none measured is none. */
    public synchronized String p99() {
        if (millis.isEmpty()) {
            return "none";
        }
        var sorted = millis.stream().sorted().toList();
        return sorted.get((sorted.size() * 99 + 99) / 100 - 1).toString();
    }

    private boolean isOver(Open recovery, long nowMillis) {
        if (recovery.waiting().isEmpty()) {
            millis.add(nowMillis - recovery.killedAtMillis());
        }
        return recovery.waiting().isEmpty();
    }

    private record Open(long killedAtMillis, Set<Integer> waiting) {}
}
