package dev.pointsman.worker.flow.sim;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.flow.Lane;
import dev.pointsman.worker.flow.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes up the jobs of a simulation: few keys, some none, and offsets without a record. */
final class Publisher {
    private static final int MOST_JOBS = 12;
    private static final List<Lane> LANES =
            List.of(lane("acme", "red"), lane("acme", "blue"), lane("globex", "red"));

    private final Dice dice;
    private final int gapPercent;
    private final int longestGap;
    private final int freePercent;
    private final int tooLargePercent;
    private final int failingPercent;
    private final int namesakePercent;
    private final int strictPercent;

    Publisher(Dice dice) {
        this.dice = dice;
        this.gapPercent = dice.chance(50) ? 0 : dice.between(10, 60);
        this.longestGap = dice.chance(70) ? 4 : Progress.WINDOW + 10;
        this.freePercent = dice.between(0, 60);
        this.tooLargePercent = dice.chance(70) ? 0 : dice.between(5, 40);
        this.failingPercent = dice.chance(40) ? 0 : dice.between(10, 60);
        this.namesakePercent = dice.chance(50) ? 0 : dice.between(10, 60);
        this.strictPercent = dice.chance(50) ? 0 : dice.between(20, 100);
    }

    private static Lane lane(String tenant, String key) {
        return new Lane(new TenantId(tenant), Payload.ofUtf8(key));
    }

    JobsTopic topic() {
        return new JobsTopic(
                IntStream.range(0, dice.between(1, 4)).mapToObj(this::partition).toList());
    }

    private List<PublishedJob> partition(int partition) {
        var jobs = new ArrayList<PublishedJob>();
        var offset = 0L;
        var count = dice.between(1, MOST_JOBS);
        while (jobs.size() < count) {
            offset += gap();
            jobs.add(record(new JobId(partition, offset++), jobs));
        }
        return jobs;
    }

    private int gap() {
        return dice.chance(gapPercent) ? dice.between(1, longestGap) : 0;
    }

    private PublishedJob record(JobId id, List<PublishedJob> before) {
        if (before.isEmpty() || !dice.chance(namesakePercent)) {
            return job(id);
        }
        var earlier = dice.oneOf(before);
        return dice.chance(60) ? cancel(id, earlier) : again(id, earlier);
    }

    /** Of the same lane, since it has the same key. */
    private static PublishedJob cancel(JobId id, PublishedJob earlier) {
        return new PublishedJob(id, earlier.lane(), 0, false, earlier.name(), true, 0, 1, false);
    }

    /** Most often with the same key. */
    private PublishedJob again(JobId id, PublishedJob earlier) {
        var job = job(id);
        var lane = dice.chance(80) ? earlier.lane() : job.lane();
        return new PublishedJob(
                id,
                lane,
                job.effects(),
                job.tooLarge(),
                earlier.name(),
                false,
                job.failures(),
                1,
                job.strict());
    }

    private PublishedJob job(JobId id) {
        var lane =
                dice.chance(freePercent) ? Optional.<Lane>empty() : Optional.of(dice.oneOf(LANES));
        var failures = dice.chance(failingPercent) ? dice.between(1, 4) : 0;
        var tooLarge = dice.chance(tooLargePercent);
        var strict = dice.chance(strictPercent);
        return new PublishedJob(
                id, lane, dice.below(3), tooLarge, id.toString(), false, failures, 1, strict);
    }
}
