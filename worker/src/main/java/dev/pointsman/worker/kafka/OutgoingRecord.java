package dev.pointsman.worker.kafka;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A record to be written for a job, and what it is to the job. */
record OutgoingRecord(Kind kind, ProducerRecord<byte[], byte[]> record) {
    /** What a batch costs that holds one record (KIP-98). */
    private static final int BATCH_BYTES = 61;

    /** The least a batch has that holds this record and no other. */
    long leastBytes() {
        var bytes = (long) BATCH_BYTES + length(record.key()) + length(record.value());
        for (var header : record.headers()) {
            bytes += header.key().length() + (long) length(header.value());
        }
        return bytes;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /** What a record is to its job. */
    enum Kind {
        RESULT,
        DEAD_LETTER,
        PUBLICATION,
        /** What the job kept: a value of its key, or that there is none any more. */
        STATE,
        /** The worker's own word on a job, beside its result. */
        REPORT,
        /** The job's own record once more, for its next attempt. */
        RETRY
    }
}
