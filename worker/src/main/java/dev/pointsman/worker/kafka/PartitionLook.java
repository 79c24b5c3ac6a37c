package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.SeenKey;

/** What brokers say of a partition of jobs before its group's member asks how far it has got. */
sealed interface PartitionLook {
    /**
     * All of it, and no transaction is open on its offsets.
     *
     * @param retries where its jobs wait for another attempt
     * @param mark under which it is remembered that the group has begun it
     */
    record Known(LogRange jobs, LogRange retries, SeenKey mark) implements PartitionLook {}

    /** Not all yet, and nobody waits for that. */
    record Pending(Awaited what) implements PartitionLook {}
}
