package dev.pointsman.it.chaos.watch;

import dev.pointsman.contracts.HeaderName;
import dev.pointsman.it.chaos.check.CommittedOffset;
import dev.pointsman.it.chaos.check.LogTopic;
import dev.pointsman.it.chaos.check.Logs;
import dev.pointsman.it.chaos.check.Offsets;
import dev.pointsman.it.chaos.jobs.Places;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What is in Kafka. Owned by one thread. */
public final class KafkaLogs implements Logs, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration AT_A_TIME = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> committed;
    private final Consumer<byte[], byte[]> uncommitted;

    /** Through these brokers, of this group. */
    public KafkaLogs(String brokers, String group) {
        this.committed = Readers.open(brokers, group, Readers.COMMITTED);
        this.uncommitted = Readers.open(brokers, group, Readers.UNCOMMITTED);
    }

    @Override
    public void read(
            LogTopic topic, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        read(committed, topic, reader);
    }

    @Override
    public Offsets beginnings(LogTopic topic) {
        var partitions = Readers.partitions(topic);
        return Readers.offsets(committed.beginningOffsets(partitions, PATIENCE));
    }

    @Override
    public List<CommittedOffset> committed() {
        var jobs = new HashSet<>(Readers.partitions(LogTopic.JOBS));
        var offsets = new ArrayList<CommittedOffset>();
        committed
                .committed(jobs, PATIENCE)
                .forEach((partition, offset) -> {
                    // One without an offset has finished nothing.
                    var at = offset == null ? 0 : offset.offset();
                    var metadata = offset == null ? "" : offset.metadata();
                    offsets.add(new CommittedOffset(partition.partition(), at, metadata));
                });
        return List.copyOf(offsets);
    }

    @Override
    public List<String> hanging() {
        var hanging = new ArrayList<String>();
        for (var topic : LogTopic.values()) {
            var stable = committed.endOffsets(Readers.partitions(topic), PATIENCE);
            uncommitted
                    .endOffsets(Readers.partitions(topic), PATIENCE)
                    .forEach((partition, end) -> {
                        if (!end.equals(stable.get(partition))) {
                            hanging.add(partition + " from " + stable.get(partition));
                        }
                    });
        }
        return hanging;
    }

    /** Whether every job is counted as finished, tried again or not, and no transaction is open. */
    public boolean isDrained() {
        var ends = committed.endOffsets(Readers.partitions(LogTopic.JOBS), PATIENCE);
        return committed().stream().allMatch(offset -> isAtEnd(offset, ends))
                && hanging().isEmpty()
                && isEveryRetryDone();
    }

    /**
     * A record that was taken back is none, and so its place may stay behind the group's offset.
     */
    private boolean isEveryRetryDone() {
        var retries = Set.copyOf(Readers.partitions(LogTopic.RETRIES));
        var offsets = committed.committed(retries, PATIENCE);
        var waiting = new AtomicLong();
        read(
                committed,
                LogTopic.RETRIES,
                retry -> {
                    var partition = new TopicPartition(retry.topic(), retry.partition());
                    var offset = offsets.get(partition);
                    // A planted worker makes all attempts at once, and commits no such offset.
                    waiting.addAndGet(offset == null || offset.offset() > retry.offset() ? 0 : 1);
                });
        return waiting.get() == 0;
    }

    /**
     * How many results were taken back by a fault: never committed, of jobs that were run again. A
     * worker that takes back a transaction of its own accord writes the same results once more.
     */
    public long takenBack() {
        var runs = new HashMap<String, Integer>();
        read(committed, LogTopic.RESULTS, result -> runs.put(id(result), run(result)));
        var taken = new AtomicLong();
        read(
                uncommitted,
                LogTopic.RESULTS,
                result -> {
                    if (run(result) != runs.getOrDefault(id(result), 0)) {
                        taken.incrementAndGet();
                    }
                });
        return taken.get();
    }

    @Override
    public void close() {
        committed.close();
        uncommitted.close();
    }

    private static String id(ConsumerRecord<byte[], byte[]> result) {
        // A job that was published twice has two results, one of them that of a duplicate.
        return Places.header(result, HeaderName.ID) + Places.header(result, HeaderName.ERROR_TYPE);
    }

    /** Told apart by when it ended. */
    private static int run(ConsumerRecord<byte[], byte[]> result) {
        return Places.header(result, HeaderName.TIME).hashCode();
    }

    private static boolean isAtEnd(
            CommittedOffset offset, java.util.Map<TopicPartition, Long> ends) {
        var partition = new TopicPartition(LogTopic.JOBS.topic(), offset.partition());
        return ends.getOrDefault(partition, Long.MAX_VALUE) == offset.offset();
    }

    private static void read(
            Consumer<byte[], byte[]> consumer,
            LogTopic topic,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        var partitions = Readers.partitions(topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions, PATIENCE);
        while (partitions.stream()
                .anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
            consumer.poll(AT_A_TIME).forEach(reader);
        }
    }
}
