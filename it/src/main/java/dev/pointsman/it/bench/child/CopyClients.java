package dev.pointsman.it.bench.child;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The clients of the copy loop, tuned as well as we know how: it is the yardstick, and a slow one
 * would flatter us. Stateless.
 */
final class CopyClients {
    /** By default a client waits 100 ms when the transaction before is not quite over. */
    private static final int RETRY_BACKOFF_MILLIS = 5;

    private static final int MAX_POLL_RECORDS = 1000;

    /**
     * What each poll brings goes out together: without it the loop does half as much, and a commit
     * waits for none of it.
     */
    private static final int LINGER_MILLIS = 5;

    private static final int BATCH_BYTES = 512 * 1024;

    /** As large as the system sees fit. */
    private static final int SOCKET_BUFFER_BYTES = -1;

    private static final int FETCH_BYTES = 4 * 1024 * 1024;
    private static final int TRANSACTION_TIMEOUT_MILLIS = 12_000;

    private CopyClients() {}

    static KafkaConsumer<byte[], byte[]> consumer(CopySettings settings) {
        var properties = common(settings);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static KafkaProducer<byte[], byte[]> producer(CopySettings settings) {
        var properties = common(settings);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.group() + "-copy");
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, settings.compression());
        properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        return new KafkaProducer<>(
                properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> common(CopySettings settings) {
        var properties = new HashMap<String, Object>();
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.brokers());
        properties.put(CommonClientConfigs.SEND_BUFFER_CONFIG, SOCKET_BUFFER_BYTES);
        properties.put(CommonClientConfigs.RECEIVE_BUFFER_CONFIG, SOCKET_BUFFER_BYTES);
        properties.put(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, RETRY_BACKOFF_MILLIS);
        properties.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        return properties;
    }
}
