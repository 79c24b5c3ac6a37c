package dev.pointsman.peers;

import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's clients, as tuned as the bare loop's that all is measured by. Stateless. */
final class Clients {
    /** What the client has by itself, and what is best for a loop that waits for nobody. */
    static final int USUAL_LINGER_MILLIS = 5;

    /** By itself a client waits 100 ms when the transaction before is not quite over. */
    private static final int RETRY_BACKOFF_MILLIS = 5;

    private static final int BATCH_BYTES = 256 * 1024;

    /** As large as the system sees fit. */
    private static final int SOCKET_BUFFER_BYTES = -1;

    private static final int FETCH_BYTES = 4 * 1024 * 1024;
    private static final int MAX_POLL_RECORDS = 1000;

    private Clients() {}

    /**
     * @param newProtocol whether the group is one of KIP-848
     */
    static KafkaConsumer<byte[], byte[]> consumer(Settings settings, boolean newProtocol) {
        return new KafkaConsumer<>(
                Map.<String, Object>of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        settings.brokers(),
                        CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG,
                        RETRY_BACKOFF_MILLIS,
                        CommonClientConfigs.RECEIVE_BUFFER_CONFIG,
                        SOCKET_BUFFER_BYTES,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        settings.group(),
                        ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                        newProtocol ? "consumer" : "classic",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        MAX_POLL_RECORDS,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        FETCH_BYTES),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    static KafkaProducer<byte[], byte[]> producer(Settings settings, int lingerMillis) {
        return new KafkaProducer<>(
                Map.<String, Object>of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        settings.brokers(),
                        CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG,
                        RETRY_BACKOFF_MILLIS,
                        CommonClientConfigs.SEND_BUFFER_CONFIG,
                        SOCKET_BUFFER_BYTES,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        settings.group(),
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        BATCH_BYTES,
                        ProducerConfig.LINGER_MS_CONFIG,
                        lingerMillis),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
