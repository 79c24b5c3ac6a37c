package dev.pointsman.worker.kafka;

/** What Kafka's clients may hold of the heap. Stateless. */
public final class ClientBuffers {
    /**
     * Of a broker. One poll unpacks all that was fetched, of whichever partitions, and a record of
     * nothing but headers takes eighty times its bytes then. A record that is larger than this
     * comes by itself.
     */
    static final int JOB_FETCH_BYTES = 1024 * 1024;

    /** What that is unpacked to, of jobs that have headers as jobs have them. */
    private static final long UNPACKED_JOBS_BYTES = 49L * 1024 * 1024;

    /** What is the client's default, too. */
    static final long PRODUCER_BYTES = 32L * 1024 * 1024;

    /** What is read of state is held twice for a moment. */
    static final int STATE_FETCH_BYTES = 4 * 1024 * 1024;

    /** As for jobs. */
    static final int RETRY_FETCH_BYTES = 1024 * 1024;

    private ClientBuffers() {}

    /** All of a worker's together. */
    public static long bytes() {
        return JOB_FETCH_BYTES
                + UNPACKED_JOBS_BYTES
                + PRODUCER_BYTES
                + STATE_FETCH_BYTES
                + RETRY_FETCH_BYTES;
    }
}
