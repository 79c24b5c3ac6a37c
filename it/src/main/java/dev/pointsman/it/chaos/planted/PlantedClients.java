package dev.pointsman.it.chaos.planted;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The clients of one life of a planted worker.
 *
 * @param outside a producer that knows no transactions
 * @param state reads what is committed of it
 * @param stateEnds knows where all that is written of it ends
 */
record PlantedClients(
        Consumer<byte[], byte[]> consumer,
        Producer<byte[], byte[]> producer,
        Producer<byte[], byte[]> outside,
        Consumer<byte[], byte[]> state,
        Consumer<byte[], byte[]> stateEnds)
        implements AutoCloseable {
    /** Longer than the one that goes on polling in the middle of it takes. */
    private static final int TRANSACTION_MILLIS = 8_000;

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

    static PlantedClients open(String brokers, String group, String slot) {
        var common = new HashMap<String, Object>();
        common.put("bootstrap.servers", brokers);
        common.put("client.id", group + "-" + slot);
        return new PlantedClients(
                consumer(common, group),
                producer(common, Map.of("transactional.id", group + "-" + slot)),
                producer(common, Map.of("client.id", group + "-outside-" + slot)),
                reader(common, "read_committed"),
                reader(common, "read_uncommitted"));
    }

    /** What is open is aborted by who comes next. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
        outside.close(Duration.ZERO);
        state.close(CloseOptions.timeout(CLOSE_PATIENCE));
        stateEnds.close(CloseOptions.timeout(CLOSE_PATIENCE));
        consumer.close(CloseOptions.timeout(CLOSE_PATIENCE));
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> common, String group) {
        var properties = new HashMap<>(common);
        properties.put("group.id", group);
        properties.put("group.protocol", "consumer");
        properties.put("enable.auto.commit", false);
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "none");
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Of no group. */
    private static Consumer<byte[], byte[]> reader(Map<String, Object> common, String isolation) {
        var properties = new HashMap<>(common);
        properties.put("enable.auto.commit", false);
        properties.put("isolation.level", isolation);
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Producer<byte[], byte[]> producer(
            Map<String, Object> common, Map<String, Object> more) {
        var properties = new HashMap<>(common);
        properties.put("linger.ms", 0);
        properties.put("retry.backoff.ms", 5);
        properties.put("max.block.ms", TRANSACTION_MILLIS);
        properties.put("request.timeout.ms", TRANSACTION_MILLIS);
        properties.put("delivery.timeout.ms", TRANSACTION_MILLIS);
        properties.putAll(more);
        if (more.containsKey("transactional.id")) {
            properties.put("transaction.timeout.ms", TRANSACTION_MILLIS);
        }
        return new KafkaProducer<>(
                properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
