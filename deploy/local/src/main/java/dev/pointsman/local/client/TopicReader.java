package dev.pointsman.local.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** Reads from the first record on. */
    public static TopicReader fromStart(String bootstrapServers, List<String> topics) {
        var reader = open(bootstrapServers, topics);
        reader.consumer.seekToBeginning(reader.partitions);
        return reader;
    }

    /** Reads what is written from now on. */
    public static TopicReader fromEnd(String bootstrapServers, List<String> topics) {
        var reader = open(bootstrapServers, topics);
        reader.consumer.seekToEnd(reader.partitions);
        // The seek is carried out only when asked where it led; a record written after that must be
        // seen.
        reader.partitions.forEach(reader.consumer::position);
        return reader;
    }

    /** What has come since the last call, waiting up to {@code patience} for something to come. */
    public List<ConsumerRecord<byte[], byte[]>> poll(Duration patience) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        consumer.poll(patience).forEach(records::add);
        return records;
    }

    /** All that is committed at the moment of the call. */
    public List<ConsumerRecord<byte[], byte[]>> readToEnd() {
        var ends = consumer.endOffsets(partitions);
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            records.addAll(poll(Duration.ofMillis(100)));
        }
        return records;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static TopicReader open(String bootstrapServers, List<String> topics) {
        var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                false),
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
                    "there is no topic " + topic + " (has a worker been started here?)");
        }
        return found.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
    }
}
