package dev.pointsman.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;

/**
 * Kafka's own mock, which forgets what it has handed out; this one keeps a log, and reads from
 * where it stands. And its group can rebalance at any moment.
 */
class TestingConsumer extends MockConsumer<byte[], byte[]> {
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> logs;
    private final Map<TopicPartition, OffsetAndMetadata> beside = new HashMap<>();
    private final Set<TopicPartition> askedFor = new HashSet<>();
    private final AtomicInteger generation = new AtomicInteger(1);

    /** Whose position is not known, as when a new leader has not confirmed it yet. */
    final Set<TopicPartition> unconfirmed = new HashSet<>();

    /** What happens when it is asked where it stands, and when it has nothing to read any more. */
    Runnable whenAsked = () -> {};

    Runnable whenIdle = () -> {};

    private Duration lastPatience = Duration.ZERO;
    private volatile boolean woken;

    TestingConsumer(Set<TopicPartition> partitions) {
        super("none");
        updateBeginningOffsets(all(partitions, 0L));
        updateEndOffsets(all(partitions, Long.MAX_VALUE));
        var retries = partitions.stream().map(TestingConsumer::retriesOf).toList();
        updateBeginningOffsets(all(Set.copyOf(retries), 0L));
        updateEndOffsets(all(Set.copyOf(retries), 0L));
        logs =
                partitions.stream()
                        .collect(Collectors.toMap(Function.identity(), _ -> new ArrayList<>()));
    }

    private static Map<TopicPartition, Long> all(Set<TopicPartition> partitions, long offset) {
        return partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> offset));
    }

    private static TopicPartition retriesOf(TopicPartition jobs) {
        return new TopicPartition("retries", jobs.partition());
    }

    /** From now on the group is in its next generation. */
    void bumpGeneration() {
        generation.incrementAndGet();
    }

    /** From now on the group says that we are nobody. */
    void becomeNobody() {
        generation.set(-1);
    }

    /** As an owner before has committed it. */
    void committed(TopicPartition partition, long offset, String metadata) {
        var committed = new OffsetAndMetadata(offset, metadata);
        if (partition.topic().equals("retries")) {
            beside.put(partition, committed);
        } else {
            commitSync(Map.of(partition, committed));
        }
    }

    /** Of which partitions it was asked what is committed. */
    Set<TopicPartition> askedFor() {
        return Set.copyOf(askedFor);
    }

    /** The mock says that every partition which is not assigned is at 0. */
    @Override
    public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
            Set<TopicPartition> partitions, Duration timeout) {
        askedFor.addAll(partitions);
        var assigned = partitions.stream().filter(it -> !it.topic().equals("retries"));
        var all = new HashMap<>(super.committed(assigned.collect(Collectors.toSet()), timeout));
        beside.forEach((partition, committed) -> {
            if (partitions.contains(partition)) {
                all.put(partition, committed);
            }
        });
        return all;
    }

    /** Kafka is to make an interface of the class; until then there is no other way. */
    @Override
    @SuppressWarnings("removal")
    public ConsumerGroupMetadata groupMetadata() {
        return new ConsumerGroupMetadata(
                "workers",
                generation.get(),
                generation.get() < 0 ? "" : "member",
                Optional.empty());
    }

    @Override
    public synchronized void addRecord(ConsumerRecord<byte[], byte[]> record) {
        logs.get(new TopicPartition(record.topic(), record.partition())).add(record);
    }

    /** Adds a record behind all others of its partition. */
    void append(TopicPartition partition, byte[] key, byte[] value, Iterable<Header> headers) {
        var log = logs.get(partition);
        log.add(TestingJobs.record(partition, log.size(), key, value, headers));
        updateEndOffsets(Map.of(partition, (long) log.size()));
    }

    /** Whoever asks without a limit would wait for a minute. */
    @Override
    public synchronized long position(TopicPartition partition) {
        assertThat(unconfirmed).doesNotContain(partition);
        return super.position(partition);
    }

    @Override
    public synchronized long position(TopicPartition partition, Duration timeout) {
        if (unconfirmed.contains(partition)) {
            assertThat(timeout).isZero();
            throw new TimeoutException("not confirmed yet");
        }
        whenAsked.run();
        return super.position(partition, timeout);
    }

    @Override
    public synchronized void assign(Collection<TopicPartition> partitions) {
        super.assign(partitions);
        if (partitions.isEmpty()) {
            whenIdle.run();
        }
    }

    /** How many records a partition has. */
    long written(TopicPartition partition) {
        return logs.get(partition).size();
    }

    /** How long the last poll might have waited. */
    Duration lastPatience() {
        return lastPatience;
    }

    /** Whether somebody has, and it has not polled since. */
    boolean wasWoken() {
        return woken;
    }

    @Override
    public void wakeup() {
        woken = true;
        super.wakeup();
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        woken = false;
        lastPatience = timeout;
        var _ = super.poll(timeout);
        var polled = new HashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
        for (var partition : assignment()) {
            var records = next(partition);
            if (!records.isEmpty()) {
                polled.put(partition, records);
                seek(partition, records.getLast().offset() + 1);
            }
        }
        return new ConsumerRecords<>(polled, Map.of());
    }

    private List<ConsumerRecord<byte[], byte[]>> next(TopicPartition partition) {
        if (paused().contains(partition)) {
            return List.of();
        }
        var position = super.position(partition);
        return logs.get(partition).stream().filter(record -> record.offset() >= position).toList();
    }
}
