package dev.pointsman.worker.kafka;

import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.Flow;
import dev.pointsman.worker.job.DuplicateWindows;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions this worker owns. One that is assigned is parked, paused, until it is known where
 * it begins and what its state is; then it is claimed, and polled as long as its claim has room.
 * Owned by the poll thread.
 */
final class Partitions implements ConsumerRebalanceListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(Partitions.class);
    private static final int TAKEN_AT_ONCE = 64;

    private final Consumer<byte[], byte[]> consumer;
    private final SharedFlow flow;
    private final StateStarts starts;
    private final RetryClaims retries;
    private final Renewals renewals;
    private final Duration givingUpTakes;
    private final JobTopics topics;
    private final Cancels cancels;
    private final DuplicateWindows windows;

    private final Map<TopicPartition, Claim> claims = new HashMap<>();
    private final Set<TopicPartition> parked = new HashSet<>();
    private final FullPartitions full;
    private final Refusals refusals;
    private boolean assigned;

    /**
     * @param givingUpTakes how long a partition that is taken away may wait for its last jobs to be
     *     committed, and the group with it
     */
    Partitions(
            Consumer<byte[], byte[]> consumer,
            SharedFlow flow,
            StateStarts starts,
            RetryClaims retries,
            Renewals renewals,
            Refusals refusals,
            Duration givingUpTakes,
            JobTopics topics,
            Cancels cancels,
            DuplicateWindows windows) {
        this.consumer = consumer;
        this.full = new FullPartitions(consumer);
        this.flow = flow;
        this.starts = starts;
        this.retries = retries;
        this.renewals = renewals;
        this.refusals = refusals;
        this.givingUpTakes = givingUpTakes;
        this.topics = topics;
        this.cancels = cancels;
        this.windows = windows;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        LOGGER.atInfo().addKeyValue("partitions", partitions).log("partitions assigned");
        partitions.forEach(this::park);
        assigned = true;
    }

    /** Somewhere, so that the client does not look for a place by itself; nothing is read there. */
    private void park(TopicPartition partition) {
        parked.add(partition);
        consumer.pause(Set.of(partition));
        consumer.seek(partition, 0);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        giveUp(partitions, givingUpTakes);
        LOGGER.atInfo().addKeyValue("partitions", partitions).log("partitions revoked");
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        giveUp(partitions, Duration.ZERO);
        LOGGER.atWarn()
                .addKeyValue("partitions", partitions)
                .log("partitions lost: the group has given them to others");
    }

    private void giveUp(Collection<TopicPartition> partitions, Duration patience) {
        flow.giveUp(
                partitions.stream().map(claims::get).filter(Objects::nonNull).toList(), patience);
        claims.keySet().removeAll(partitions);
        refusals.remove(partitions);
        parked.removeAll(partitions);
        starts.forget(partitions);
    }

    /**
     * Has the polled records run, as far as there is room; the others are polled again. They are
     * read without the flow's lock, and handed over some at a time.
     */
    void take(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        var claim = claims.get(partition);
        for (var from = 0; claim != null && from < records.size(); from += TAKEN_AT_ONCE) {
            var some = records.subList(from, Math.min(records.size(), from + TAKEN_AT_ONCE));
            var taken = taken(partition, some);
            var left = flow.take(claim, taken);
            cancels.lookInto(claim, taken);
            if (left.isPresent()) {
                consumer.seek(partition, left.get());
                return;
            }
        }
    }

    private List<TakenJob> taken(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        var states = starts.state(partition);
        var names = new Names(windows, states);
        return records.stream()
                .map(record -> retries.first(TakenJob.of(record, topics, states, names)))
                .toList();
    }

    /** Claims what is parked, and what a transaction that failed has released. */
    void claim() {
        var released = claims.entrySet().stream().filter(it -> !it.getValue().isOpen()).toList();
        released.forEach(it -> {
            claims.remove(it.getKey());
            starts.released(it.getKey());
            park(it.getKey());
        });
        parked.addAll(refusals.due());
        renewals.look(this::passes);
        if (!parked.isEmpty()) {
            starts.of(Set.copyOf(parked)).forEach(this::begin);
        }
    }

    /**
     * What was polled is offered, all of it, or is to be polled again: so the client stands behind
     * it.
     */
    private boolean passes(TopicPartition partition, Claim claim) {
        if (claims.get(partition) != claim) {
            return false;
        }
        var position = Positions.ifKnown(consumer, partition);
        return position.isPresent()
                && flow.about(claim, (_, it) -> it.passTo(position.getAsLong()));
    }

    private void begin(TopicPartition partition, Start start) {
        parked.remove(partition);
        switch (start) {
            case Start.From(var progress, var ofRetries, var mark, var proviso) -> {
                LOGGER.atInfo()
                        .addKeyValue("partition", partition)
                        .addKeyValue("progress", progress)
                        .log(
                                proviso instanceof Proviso.IfNew
                                        ? "partition begun, for the first time, at the earliest"
                                                + " record"
                                        : "partition begun");
                refusals.remove(Set.of(partition));
                var claim = flow.claim(progress);
                claims.put(partition, claim);
                starts.claimed(partition);
                retries.claim(partition, claim, ofRetries, starts.state(partition));
                renewals.begin(partition, claim, mark);
                consumer.seek(partition, progress.base());
                consumer.resume(Set.of(partition));
            }
            case Start.Refused(var reason) -> refusals.add(partition, reason);
        }
    }

    /** Pauses the partitions whose claims are full, and resumes one after the other. */
    void balance() {
        var withoutRoom =
                claims.entrySet().stream()
                        .filter(it -> flow.about(it.getValue(), Flow::isFull))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        full.balance(claims.keySet(), withoutRoom);
    }

    /** Whether there is room for more partitions than are polled yet. */
    boolean isResuming() {
        return full.isResuming();
    }

    /** Whether something will change that no record tells of. */
    boolean isWaiting() {
        return full.isAny() || !parked.isEmpty();
    }

    /** Whether the group has given this worker its partitions at least once. */
    boolean wereAssigned() {
        return assigned;
    }

    /** What is held, and under which claim. */
    Map<TopicPartition, Claim> claims() {
        return Map.copyOf(claims);
    }

    /** Why partitions that are ours are not run. */
    List<String> refusals() {
        return refusals.reasons();
    }

    /**
     * Those of which it is not known yet where they begin, and what they wait for; without those
     * that are refused, and only looked at again.
     */
    Map<TopicPartition, Awaited> parked() {
        return parked.stream()
                .filter(it -> !refusals.contains(it))
                .collect(Collectors.toMap(Function.identity(), starts::awaited));
    }
}
