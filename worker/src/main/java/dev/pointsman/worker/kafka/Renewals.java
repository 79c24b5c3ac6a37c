package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.SeenKey;
import dev.pointsman.worker.flow.Claim;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Has it committed how far partitions have got, though nothing of them may have ended: when they
 * are claimed, so that whoever comes next finds an offset, or the mark that there was one; within a
 * minute after they have come by offsets of no records, which a broker deletes like any, and an
 * owner that began there would think that records were lost; and once a day, for a broker forgets
 * offsets that are as old as {@code offsets.retention.minutes} says, those of topics without a
 * subscriber at any time, the others as soon as all workers have stopped. Owned by the poll thread.
 */
final class Renewals {
    private static final Duration EVERY = Duration.ofDays(1);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

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

    /**
     * Does so for those that are due; of a claim that was released there is nothing to be told.
     *
     * @param passes whether a partition has come by offsets of no records, since this was asked
     *     last
     */
    void look(BiPredicate<TopicPartition, Claim> passes) {
        held.keySet().removeIf(claim -> !claim.isOpen());
        var now = nanoTime.getAsLong();
        held.replaceAll((claim, due) -> now - due.lookNanos < 0 ? due : looked(claim, due, passes));
    }

    private Due looked(Claim claim, Due due, BiPredicate<TopicPartition, Claim> passes) {
        var now = nanoTime.getAsLong();
        return passes.test(due.renewal.jobs(), claim) || now - due.nanos >= 0
                ? renewed(claim, due.renewal)
                : new Due(due.renewal, due.nanos, now + LOOK_EVERY.toNanos());
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
        var now = nanoTime.getAsLong();
        return new Due(renewal, now + EVERY.toNanos(), now + LOOK_EVERY.toNanos());
    }

    /** When it is told again, and when it is looked whether it is to be sooner. */
    private record Due(Renewal renewal, long nanos, long lookNanos) {}
}
