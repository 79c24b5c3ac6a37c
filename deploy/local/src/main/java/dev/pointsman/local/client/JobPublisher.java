package dev.pointsman.local.client;

import dev.pointsman.contracts.JobCancel;
import dev.pointsman.contracts.JobRecordCodec;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.Payload;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Publishes jobs. Safe on every thread. */
public final class JobPublisher implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The topic has the last word, as it has on results. */
    private static final int MAX_REQUEST_BYTES = 16 * 1024 * 1024;

    private static final byte[] NOTHING = new byte[0];

    private final Producer<byte[], byte[]> producer;
    private final String topic;

    /** Publishes to this topic of the cluster behind these brokers, which want no proof. */
    public JobPublisher(String bootstrapServers, String topic) {
        this(Cluster.plain(bootstrapServers), topic);
    }

    /** Publishes to this topic. */
    public JobPublisher(Cluster cluster, String topic) {
        this.topic = topic;
        var millis = Math.toIntExact(PATIENCE.toMillis());
        this.producer =
                new KafkaProducer<>(
                        cluster.with(
                                Map.of(
                                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES,
                                        ProducerConfig.MAX_BLOCK_MS_CONFIG, millis,
                                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis,
                                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis,
                                        ProducerConfig.LINGER_MS_CONFIG, 0)),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /**
     * Publishes a job, and returns when the broker has it; jobs with the same key run in order.
     *
     * @return the partition it is on
     */
    public int publish(JobRequest job, Optional<Payload> key) {
        byte @Nullable [] keyBytes = key.map(Payload::toBytes).orElse(null);
        return send(
                new ProducerRecord<>(
                        topic, null, keyBytes, job.input().toBytes(), JobRequestCodec.write(job)));
    }

    /** Publishes a cancel of a job with this key. */
    public void publish(JobCancel cancel, Payload key) {
        var headers = JobRecordCodec.write(cancel);
        var _ = send(new ProducerRecord<>(topic, null, key.toBytes(), NOTHING, headers));
    }

    /** Publishes a cancel of a job without a key, on the partition where that is. */
    public void publish(JobCancel cancel, int partition) {
        byte @Nullable [] noKey = null;
        var headers = JobRecordCodec.write(cancel);
        var _ = send(new ProducerRecord<>(topic, partition, noKey, NOTHING, headers));
    }

    /**
     * Publishes any record, for those who want to see what becomes of one that is no job.
     *
     * @return the partition it is on
     */
    public int send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get().partition();
        } catch (ExecutionException e) {
            throw new KafkaException("not published: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
    }
}
