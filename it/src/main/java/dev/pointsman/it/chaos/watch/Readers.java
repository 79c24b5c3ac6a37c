package dev.pointsman.it.chaos.watch;

import dev.pointsman.it.chaos.check.LogTopic;
import dev.pointsman.it.chaos.check.Offsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes consumers that belong to no group, though they may ask about one. Stateless. */
public final class Readers {
    /** Partitions of every topic but alerts. */
    public static final int PARTITIONS = 6;

    static final String COMMITTED = "read_committed";
    static final String UNCOMMITTED = "read_uncommitted";

    /** A broker may be down for a while. */
    private static final int PATIENCE_MILLIS = 60_000;

    private Readers() {}

    /** One that reads with this isolation, and knows the offsets of this group. */
    static Consumer<byte[], byte[]> open(String brokers, String group, String isolation) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                        ConsumerConfig.GROUP_ID_CONFIG, group,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    static List<TopicPartition> partitions(LogTopic topic) {
        var count = topic == LogTopic.ALERTS ? 1 : PARTITIONS;
        return IntStream.range(0, count)
                .mapToObj(partition -> new TopicPartition(topic.topic(), partition))
                .toList();
    }

    /** Where the topic ends, for a consumer of this isolation. */
    static Offsets ends(Consumer<byte[], byte[]> consumer, LogTopic topic, Duration patience) {
        return new Offsets(
                consumer.endOffsets(partitions(topic), patience).entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        end -> end.getKey().partition(), Map.Entry::getValue)));
    }
}
