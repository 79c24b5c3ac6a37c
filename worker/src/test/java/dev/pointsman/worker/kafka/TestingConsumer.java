package dev.pointsman.worker.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka's own mock, which forgets what it has handed out; this one hands it out again after a seek
 * back. And its group can rebalance at any moment.
 */
final class TestingConsumer extends MockConsumer<byte[], byte[]> {
    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
    private final AtomicInteger generation = new AtomicInteger(1);

    TestingConsumer(Set<TopicPartition> partitions) {
        super("none");
        assign(partitions);
        updateBeginningOffsets(
                partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> 0L)));
        partitions.forEach(partition -> super.seek(partition, 0L));
    }

    /** From now on the group is in its next generation. */
    void bumpGeneration() {
        generation.incrementAndGet();
    }

    /** Kafka is to make an interface of the class; until then there is no other way. */
    @Override
    @SuppressWarnings("removal")
    public ConsumerGroupMetadata groupMetadata() {
        return new ConsumerGroupMetadata("workers", generation.get(), "member", Optional.empty());
    }

    @Override
    public synchronized void addRecord(ConsumerRecord<byte[], byte[]> record) {
        log.add(record);
        super.addRecord(record);
    }

    @Override
    public synchronized void seek(TopicPartition partition, long offset) {
        super.seek(partition, offset);
        for (var record : log) {
            if (record.topic().equals(partition.topic())
                    && record.partition() == partition.partition()
                    && record.offset() >= offset) {
                super.addRecord(record);
            }
        }
    }
}
