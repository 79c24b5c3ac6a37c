package dev.pointsman.it.chaos.watch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How long partitions stand still when a worker is killed: from the SIGKILL until, for each of the
 * partitions it owned, a committed result has been seen of a job that ended after it, which only
 * another worker can have run. Faults are told of, so that it is known what a SIGKILL alone costs.
 * Safe on every thread.
 */
public final class Recoveries {
    private final List<Open> open = new ArrayList<>();
    private final List<Long> all = new ArrayList<>();
    private final List<Long> undisturbed = new ArrayList<>();
    private int faultsAtWork;

    /** A fault begins; if it kills a worker, that is told when it is done. */
    public synchronized void faultBegins() {
        faultsAtWork++;
        open.forEach(recovery -> recovery.isDisturbed = true);
    }

    /** One is over. */
    public synchronized void faultEnds() {
        faultsAtWork--;
    }

    /**
     * A worker was killed, by a fault that is at work.
     *
     * @param owned the partitions it owned, as the group said just before
     */
    public synchronized void killed(long atMillis, Set<Integer> owned) {
        if (!owned.isEmpty()) {
            open.add(new Open(atMillis, owned, faultsAtWork > 1));
        }
    }

    /** A committed result was seen of a job in this partition that ended then. */
    synchronized void seen(int partition, long endedMillis, long nowMillis) {
        for (var recovery : open) {
            if (endedMillis > recovery.killedAtMillis) {
                recovery.waiting.remove(partition);
            }
        }
        open.removeIf(recovery -> isOver(recovery, nowMillis));
    }

    /** Whether no fault is at work, and all that a killed worker owned is another's. */
    public synchronized boolean isAllWell() {
        return faultsAtWork == 0 && open.isEmpty();
    }

    /** All that were measured. */
    public synchronized Spread all() {
        return new Spread(all);
    }

    /** Of those the ones during which no other fault was at work or began. */
    public synchronized Spread undisturbed() {
        return new Spread(undisturbed);
    }

    private boolean isOver(Open recovery, long nowMillis) {
        if (!recovery.waiting.isEmpty()) {
            return false;
        }
        var took = nowMillis - recovery.killedAtMillis;
        all.add(took);
        if (!recovery.isDisturbed) {
            undisturbed.add(took);
        }
        return true;
    }

    /** One that is not over. */
    private static final class Open {
        private final long killedAtMillis;
        private final Set<Integer> waiting;
        private boolean isDisturbed;

        Open(long killedAtMillis, Set<Integer> owned, boolean isDisturbed) {
            this.killedAtMillis = killedAtMillis;
            this.waiting = new HashSet<>(owned);
            this.isDisturbed = isDisturbed;
        }
    }
}
