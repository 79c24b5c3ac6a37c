package dev.pointsman.worker.kafka;

import dev.pointsman.worker.flow.Progress;

/** Where a partition that was assigned begins. */
sealed interface Start {
    /**
     * Where the committed offset and its metadata say, or at its first record.
     *
     * @param retries where the partition begins in which its jobs wait for another attempt
     */
    record From(Progress progress, Progress retries) implements Start {}

    /**
     * Nowhere: to begin anywhere would lose jobs or run them again.
     *
     * @param reason for an operator, with what to do
     */
    record Refused(String reason) implements Start {}
}
