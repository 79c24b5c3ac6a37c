package dev.pointsman.local.client;

import dev.pointsman.contracts.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all partitions of some topics as every reader of results should: committed records only.
 * Owned by one thread.
 */
public final class TopicReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    private TopicReader(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        this.consumer = consumer;
        this.partitions = partitions;
    }

    /** Reads from the first record on, from brokers that want no proof. */
    public static TopicReader fromStart(String bootstrapServers, List<String> topics) {
        return fromStart(Cluster.plain(bootstrapServers), topics);
    }

    /** Reads from the first record on. */
    public static TopicReader fromStart(Cluster cluster, List<String> topics) {
        var reader = open(cluster, topics);
        reader.consumer.seekToBeginning(reader.partitions);
        return reader;
    }

    /** Reads what is written from now on, from brokers that want no proof. */
    public static TopicReader fromEnd(String bootstrapServers, List<String> topics) {
        return fromEnd(Cluster.plain(bootstrapServers), topics);
    }

    /** Reads what is written from now on. */
    public static TopicReader fromEnd(Cluster cluster, List<String> topics) {
        var reader = open(cluster, topics);
        reader.consumer.seekToEnd(reader.partitions);
        // The seek is carried out only when asked where it led; a record written after that must be
        // seen.
        reader.partitions.forEach(reader.consumer::position);
        return reader;
    }

    /** Reads what was written from then on, by the times of the records. */
    public static TopicReader fromTime(Cluster cluster, List<String> topics, Instant time) {
        var reader = fromEnd(cluster, topics);
        var times = new HashMap<TopicPartition, Long>();
        reader.partitions.forEach(it -> times.put(it, Math.max(0, time.toEpochMilli())));
        reader.consumer
                .offsetsForTimes(times)
                .forEach((partition, found) -> {
                    if (found != null) {
                        reader.consumer.seek(partition, found.offset());
                    }
                });
        return reader;
    }

    /** The record at this place, if there is one that is committed. */
    public static Optional<ConsumerRecord<byte[], byte[]>> at(
            Cluster cluster, TopicPartition partition, long offset) {
        try (var all = open(cluster, List.of(partition.topic()))) {
            return all.partitions.contains(partition)
                    ? all.only(partition).at(offset)
                    : Optional.empty();
        }
    }

    private TopicReader only(TopicPartition partition) {
        consumer.assign(List.of(partition));
        return new TopicReader(consumer, List.of(partition));
    }

    /** The client would go on from some other place if there is none like this. */
    private Optional<ConsumerRecord<byte[], byte[]>> at(long offset) {
        var partition = partitions.getFirst();
        if (offset < consumer.beginningOffsets(partitions).getOrDefault(partition, 0L)
                || offset >= consumer.endOffsets(partitions).getOrDefault(partition, 0L)) {
            return Optional.empty();
        }
        consumer.seek(partition, offset);
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        readWhile(record -> {
            found.add(record);
            return false;
        });
        return found.stream().filter(record -> record.offset() == offset).findFirst();
    }

    /** What has come since the last call, waiting up to {@code patience} for something to come. */
    public List<ConsumerRecord<byte[], byte[]>> poll(Duration patience) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        consumer.poll(patience).forEach(records::add);
        return records;
    }

    /** All that is committed at the moment of the call. */
    public List<ConsumerRecord<byte[], byte[]>> readToEnd() {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        readWhile(records::add);
        return records;
    }

    /**
     * Hands over what is committed at the moment of the call, record by record and so without
     * keeping it, for as long as this says yes.
     */
    public void readWhile(Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        var ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : poll(Duration.ofMillis(100))) {
                var end = ends.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end && !wanted.test(record)) {
                    return;
                }
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static TopicReader open(Cluster cluster, List<String> topics) {
        var consumer =
                new KafkaConsumer<>(
                        cluster.with(
                                Map.of(
                                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        try {
            var partitions =
                    topics.stream()
                            .flatMap(topic -> partitionsOf(consumer, topic).stream())
                            .toList();
            consumer.assign(partitions);
            return new TopicReader(consumer, partitions);
        } catch (KafkaException e) {
            consumer.close();
            throw e;
        }
    }

    private static List<TopicPartition> partitionsOf(
            Consumer<byte[], byte[]> consumer, String topic) {
        var found = consumer.partitionsFor(topic, PATIENCE);
        if (found.isEmpty()) {
            throw new KafkaException(
                    "topic: "
                            + Wording.quote(topic)
                            + " is not there (expected: one of the workers'; has one been started on"
                            + " this cluster, and under this name?)");
        }
        return found.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
    }
}
