package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.SeenKey;
import dev.pointsman.worker.flow.Progress;

/** Where a partition that was assigned begins. */
sealed interface Start {
    /**
     * Where the committed offset and its metadata say, or at its first record.
     *
     * @param retries where the partition begins in which its jobs wait for another attempt
     * @param mark under which it is remembered that the group has begun the partition
     * @param proviso what that has to be
     */
    record From(Progress progress, Progress retries, SeenKey mark, Proviso proviso)
            implements Start {}

    /**
     * Nowhere: to begin anywhere would lose jobs or run them again.
     *
     * @param reason for an operator, with what to do
     */
    record Refused(String reason) implements Start {}
}
