package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.SeenKey;
import dev.pointsman.worker.flow.Claim;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Has it committed how far partitions have got, though nothing of them may have ended: when they
 * are claimed, so that whoever comes next finds an offset, or the mark that there was one; and once
 * a day, for a broker forgets offsets that are as old as {@code offsets.retention.minutes} says,
 * those of topics without a subscriber at any time, the others as soon as all workers have stopped.
 * Owned by the poll thread.
 */
final class Renewals {
    private static final Duration EVERY = Duration.ofDays(1);

    private final BiConsumer<Claim, Renewal> flow;
    private final LongSupplier nanoTime;
    private final Map<Claim, Due> held = new HashMap<>();

    Renewals(BiConsumer<Claim, Renewal> flow, LongSupplier nanoTime) {
        this.flow = flow;
        this.nanoTime = nanoTime;
    }

    /** The partition is claimed, and none of its jobs has begun. */
    void begin(TopicPartition jobs, Claim claim, SeenKey mark) {
        held.put(claim, renewed(claim, new Renewal(jobs, mark)));
    }

    /** Does so for those that are due; of a claim that was released there is nothing to be told. */
    void look() {
        held.keySet().removeIf(claim -> !claim.isOpen());
        var now = nanoTime.getAsLong();
        held.replaceAll((claim, due) -> now - due.nanos < 0 ? due : renewed(claim, due.renewal));
    }

    /** Partitions of which all this is done, and under which marks. */
    Map<TopicPartition, SeenKey> marks() {
        return held.entrySet().stream()
                .filter(it -> it.getKey().isOpen())
                .map(it -> it.getValue().renewal)
                .collect(Collectors.toMap(Renewal::jobs, Renewal::mark));
    }

    private Due renewed(Claim claim, Renewal renewal) {
        flow.accept(claim, renewal);
        return new Due(renewal, nanoTime.getAsLong() + EVERY.toNanos());
    }

    private record Due(Renewal renewal, long nanos) {}
}
