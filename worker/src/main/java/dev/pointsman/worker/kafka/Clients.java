package dev.pointsman.worker.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes the worker's Kafka clients, each with the settings exactly-once rests on. Stateless. Only
 * tests make other ones.
 */
class Clients {
    /**
     * The client retries a busy transaction coordinator after this; its default of 100 ms is the
     * tail.
     */
    private static final int RETRY_BACKOFF_MILLIS = 5;

    /** How soon a tenant's new topic is seen. */
    private static final int NEW_TOPICS_AFTER_MILLIS = 5_000;

    /** How long the partitions of a dead worker wait for another. */
    private static final int SESSION_TIMEOUT_MILLIS = 8_000;

    /**
     * A batch is written as a whole and flushed: what is sent meanwhile may wait, to be sent in
     * large pieces.
     */
    private static final int LINGER_MILLIS = 5;

    private static final int BATCH_BYTES = 256 * 1024;

    /**
     * For as large a request or answer as the system sees fit: through the clients' own 128 and 64
     * KiB it goes in many pieces, and each is a round through the selector.
     */
    private static final int SOCKET_BUFFER_BYTES = -1;

    /** Results may be larger than the client's default of 1 MiB; the broker has the last word. */
    static final int MAX_REQUEST_BYTES = 8 * 1024 * 1024;

    private final KafkaSettings settings;

    Clients(KafkaSettings settings) {
        this.settings = settings;
    }

    Admin admin() {
        return Admin.create(common());
    }

    Consumer<byte[], byte[]> consumer() {
        var properties = common();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, settings.protocol());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // A lost offset must not silently become another one: see Starts.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, KafkaSettings.MAX_POLL);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, ClientBuffers.JOB_FETCH_BYTES);
        if (settings.topics().jobsOfTenants()) {
            properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, NEW_TOPICS_AFTER_MILLIS);
        }
        if (settings.protocol().equals("classic")) {
            // With the other protocol both are the broker's to say.
            properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
            properties.put(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                    CooperativeStickyAssignor.class.getName());
        }
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Of no group: it reads partitions of the state topic as it is told to. */
    Consumer<byte[], byte[]> stateConsumer() {
        var properties = common();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, ClientBuffers.STATE_FETCH_BYTES);
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Of no group either: where it begins is known, and anywhere else would be wrong. */
    Consumer<byte[], byte[]> retryConsumer() {
        var properties = common();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, KafkaSettings.MAX_POLL);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, ClientBuffers.RETRY_FETCH_BYTES);
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    Producer<byte[], byte[]> producer() {
        var timeout = Math.toIntExact(settings.transactionTimeout().toMillis());
        var properties = common();
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.transactionalId());
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, timeout);
        properties.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, RETRY_BACKOFF_MILLIS);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, settings.compression());
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, ClientBuffers.PRODUCER_BYTES);
        // Nothing waits longer than the transaction lives; and a record that cannot be delivered is
        // known while it lives, so that the others can be written without it.
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout / 3 * 2);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / 3);
        return new KafkaProducer<>(
                properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> common() {
        var properties = new HashMap<String, Object>(settings.security().properties());
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, settings.transactionalId());
        properties.put(CommonClientConfigs.SEND_BUFFER_CONFIG, SOCKET_BUFFER_BYTES);
        properties.put(CommonClientConfigs.RECEIVE_BUFFER_CONFIG, SOCKET_BUFFER_BYTES);
        // A worker tells a broker no more than it must (KIP-714).
        properties.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        // What clients measure is asked for by a scrape; beans of it for JMX would cost each start.
        properties.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, List.of());
        return properties;
    }
}
