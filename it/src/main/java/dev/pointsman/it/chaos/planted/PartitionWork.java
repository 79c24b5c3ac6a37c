package dev.pointsman.it.chaos.planted;

import static java.util.stream.Collectors.toSet;

import dev.pointsman.contracts.JobCancel;
import dev.pointsman.worker.flow.Progress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What of one partition is to be done, and what is. Owned by one thread. */
final class PartitionWork {
    private static final int MOST_AT_ONCE = 50;

    /** So many at once surely have two of one lane among them. */
    private static final int ENOUGH = 20;

    /** A second or two, of which some are committed meanwhile. */
    private static final int ROUNDS_AWAY = 20;

    private final List<PlantedJob> waiting = new ArrayList<>();
    private final Random random;
    private boolean newestFirst;
    private long base;
    private BitSet beyond;

    /**
     * @param newestFirst whether it begins at the wrong end, until it has finished a good part
     */
    PartitionWork(Progress progress, boolean newestFirst, Random random) {
        this.base = progress.base();
        this.beyond = progress.beyond();
        this.newestFirst = newestFirst;
        this.random = random;
    }

    /** Takes a job up, unless it is finished; whether it does. */
    boolean add(PlantedJob job) {
        var place = job.record().offset() - base;
        var isUnfinished = place >= 0 && !beyond.get(Math.toIntExact(place));
        if (isUnfinished) {
            waiting.add(job);
        }
        return isUnfinished;
    }

    /** What waits, and this cancel is meant for, is not done any more. */
    void withdraw(JobCancel cancel) {
        waiting.replaceAll(job -> job.isFor(cancel) ? job.withdrawn() : job);
    }

    /**
     * Some of the jobs, each of a lane after those before it; the others are slow, and come later.
     */
    List<PlantedJob> some() {
        var chosen = new ArrayList<PlantedJob>();
        var held = new HashSet<String>();
        for (var job : newestFirst ? waiting.reversed() : waiting) {
            var lane = job.lane();
            if (held.contains(lane) || isSlow(job) || chosen.size() == MOST_AT_ONCE) {
                if (!lane.isEmpty()) {
                    held.add(lane);
                }
            } else {
                chosen.add(job);
            }
        }
        return chosen;
    }

    /** How far it will be when these are finished too. */
    Progress progress(List<PlantedJob> finished) {
        var next = (BitSet) beyond.clone();
        finished.forEach(job -> next.set(Math.toIntExact(job.record().offset() - base)));
        return moved(next);
    }

    /** They are. */
    void finish(List<PlantedJob> finished) {
        var progress = progress(finished);
        base = progress.base();
        beyond = progress.beyond();
        var offsets = finished.stream().map(job -> job.record().offset()).collect(toSet());
        newestFirst = newestFirst && finished.size() < ENOUGH;
        waiting.removeIf(job -> offsets.contains(job.record().offset()));
    }

    /** These, and the first that is not among them. */
    List<PlantedJob> withOneMore(List<PlantedJob> jobs) {
        var others = waiting.stream().filter(job -> !jobs.contains(job)).limit(1);
        return Stream.concat(jobs.stream(), others).toList();
    }

    private boolean isSlow(PlantedJob job) {
        return job.isOnItsWay() ? random.nextInt(ROUNDS_AWAY) > 0 : random.nextInt(3) == 0;
    }

    private Progress moved(BitSet finished) {
        var first = finished.nextClearBit(0);
        return Progress.of(base + first, finished.get(first, Math.max(first, finished.length())));
    }
}
