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

    Publisher(Dice dice) {
        this.dice = dice;
        this.gapPercent = dice.chance(50) ? 0 : dice.between(10, 60);
        this.longestGap = dice.chance(70) ? 4 : Progress.WINDOW + 10;
        this.freePercent = dice.between(0, 60);
        this.tooLargePercent = dice.chance(70) ? 0 : dice.between(5, 40);
        this.failingPercent = dice.chance(40) ? 0 : dice.between(10, 60);
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
            jobs.add(job(new JobId(partition, offset++)));
        }
        return jobs;
    }

    private int gap() {
        return dice.chance(gapPercent) ? dice.between(1, longestGap) : 0;
    }

    private PublishedJob job(JobId id) {
        var lane =
                dice.chance(freePercent) ? Optional.<Lane>empty() : Optional.of(dice.oneOf(LANES));
        var failures = dice.chance(failingPercent) ? dice.between(1, 4) : 0;
        return new PublishedJob(id, lane, dice.below(3), dice.chance(tooLargePercent), failures, 1);
    }
}
