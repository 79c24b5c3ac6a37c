package dev.pointsman.worker.kafka;

import org.apache.kafka.clients.consumer.ConsumerConfig;

/** What Kafka's clients may hold of the heap. Stateless. */
public final class ClientBuffers {
    /** What clients have unless told otherwise. */
    static final int JOB_FETCH_BYTES = ConsumerConfig.DEFAULT_FETCH_MAX_BYTES;

    /** The same, of a producer. */
    static final long PRODUCER_BYTES = 32L * 1024 * 1024;

    /** What is read of state is held twice for a moment. */
    static final int STATE_FETCH_BYTES = 4 * 1024 * 1024;

    /** A record that is larger comes by itself. */
    static final int RETRY_FETCH_BYTES = 1024 * 1024;

    private ClientBuffers() {}

    /** All of a worker's together. */
    public static long bytes() {
        return JOB_FETCH_BYTES + PRODUCER_BYTES + STATE_FETCH_BYTES + RETRY_FETCH_BYTES;
    }
}
