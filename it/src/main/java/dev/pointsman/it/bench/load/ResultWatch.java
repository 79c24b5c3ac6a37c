package dev.pointsman.it.bench.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Sees committed results as they come, from the end of their topic on. Owned by one thread. */
final class ResultWatch implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(50);
    private static final String ID = "ce_id";

    private final Consumer<byte[], byte[]> consumer;

    private ResultWatch(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    static ResultWatch open(String brokers, String topic, int partitions) {
        var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                brokers,
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG,
                                false),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        var all = partitions(topic, partitions);
        consumer.assign(all);
        consumer.seekToEnd(all);
        // The seek is carried out only when asked where it led.
        all.forEach(consumer::position);
        return new ResultWatch(consumer);
    }

    /**
     * Tells the ids of the results that have come, and when by {@link System#nanoTime} they did.
     */
    void poll(ObjLongConsumer<String> seen) {
        var records = consumer.poll(PATIENCE);
        var now = System.nanoTime();
        records.forEach(record -> seen.accept(id(record), now));
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static List<TopicPartition> partitions(String topic, int partitions) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    private static String id(ConsumerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader(ID);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
