package dev.pointsman.worker.kafka;

/** What brokers say of a partition of jobs before its group's member asks how far it has got. */
sealed interface PartitionLook {
    /**
     * All of it, and no transaction is open on its offsets.
     *
     * @param retries where its jobs wait for another attempt
     */
    record Known(LogRange jobs, LogRange retries) implements PartitionLook {}

    /** Not all yet, and nobody waits for that. */
    record Pending(Awaited what) implements PartitionLook {}
}
