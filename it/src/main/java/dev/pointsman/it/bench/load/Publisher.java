package dev.pointsman.it.bench.load;

import dev.pointsman.it.bench.BenchFailed;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Publishes jobs without waiting for each. Owned by one thread. */
final class Publisher implements AutoCloseable {
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int REQUEST_BYTES = 4 * 1024 * 1024;
    private static final int USUAL_IN_FLIGHT = 5;

    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> fault = new AtomicReference<>();

    /**
     * @param inFlight requests under way at once
     */
    private Publisher(String brokers, int lingerMillis, int inFlight) {
        producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                                ProducerConfig.LINGER_MS_CONFIG, lingerMillis,
                                ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES,
                                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES,
                                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, inFlight,
                                ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /**
     * For many jobs at once. One request after the other: in a new partition the batches behind a
     * producer's first may overtake it, and on a busy machine the client may send them again until
     * their time is up.
     */
    static Publisher inBulk(String brokers) {
        return new Publisher(brokers, 20, 1);
    }

    /** For each job as soon as it is there. */
    static Publisher atOnce(String brokers) {
        return new Publisher(brokers, 0, USUAL_IN_FLIGHT);
    }

    void publish(ProducerRecord<byte[], byte[]> job) {
        var _ = producer.send(job, (_, reason) -> fault.compareAndSet(null, reason));
    }

    /** Returns when the broker has all of them. */
    void flush() {
        producer.flush();
        var reason = fault.get();
        if (reason != null) {
            throw new BenchFailed("jobs could not be published: " + reason, reason);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
