package dev.pointsman.it.chaos.watch;

import dev.pointsman.it.chaos.check.LogTopic;
import dev.pointsman.it.chaos.check.Offsets;
import java.time.Duration;
import java.util.HashMap;
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

    /** Shorter than any retry waits, and so than any is kept. */
    private static final long BACK_WITHIN_MILLIS = 100;

    private Readers() {}

    /** One that reads with this isolation, and knows the offsets of this group. */
    static Consumer<byte[], byte[]> open(String brokers, String group, String isolation) {
        return open(settings(brokers, group, isolation));
    }

    /**
     * One of committed records that fails where some are gone, and is back soon when the broker is:
     * it must have read what there is before anybody deletes it.
     */
    static Consumer<byte[], byte[]> openForAll(String brokers, String group) {
        var settings = new HashMap<>(settings(brokers, group, COMMITTED));
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, BACK_WITHIN_MILLIS);
        settings.put(ConsumerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, BACK_WITHIN_MILLIS);
        return open(settings);
    }

    static List<TopicPartition> partitions(LogTopic topic) {
        var count = topic == LogTopic.ALERTS ? 1 : PARTITIONS;
        return IntStream.range(0, count)
                .mapToObj(partition -> new TopicPartition(topic.topic(), partition))
                .toList();
    }

    /** Where the topic ends, for a consumer of this isolation. */
    static Offsets ends(Consumer<byte[], byte[]> consumer, LogTopic topic, Duration patience) {
        return offsets(consumer.endOffsets(partitions(topic), patience));
    }

    /** Those of one topic. */
    static Offsets offsets(Map<TopicPartition, Long> offsets) {
        return new Offsets(
                offsets.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        one -> one.getKey().partition(), Map.Entry::getValue)));
    }

    private static Map<String, Object> settings(String brokers, String group, String isolation) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                ConsumerConfig.GROUP_ID_CONFIG, group,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    }

    private static Consumer<byte[], byte[]> open(Map<String, Object> settings) {
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
