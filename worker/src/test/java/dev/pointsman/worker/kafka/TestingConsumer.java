package dev.pointsman.worker.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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

/**
 * Kafka's own mock, which forgets what it has handed out; this one keeps a log, and reads from
 * where it stands. And its group can rebalance at any moment.
 */
class TestingConsumer extends MockConsumer<byte[], byte[]> {
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> logs;
    private final AtomicInteger generation = new AtomicInteger(1);

    TestingConsumer(Set<TopicPartition> partitions) {
        super("none");
        updateBeginningOffsets(all(partitions, 0L));
        updateEndOffsets(all(partitions, Long.MAX_VALUE));
        logs =
                partitions.stream()
                        .collect(Collectors.toMap(Function.identity(), _ -> new ArrayList<>()));
    }

    private static Map<TopicPartition, Long> all(Set<TopicPartition> partitions, long offset) {
        return partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> offset));
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
        commitSync(Map.of(partition, new OffsetAndMetadata(offset, metadata)));
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

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
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
        var position = position(partition);
        return logs.get(partition).stream().filter(record -> record.offset() >= position).toList();
    }
}
