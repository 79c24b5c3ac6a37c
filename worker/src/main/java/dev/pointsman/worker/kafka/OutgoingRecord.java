package dev.pointsman.worker.kafka;

import org.apache.kafka.clients.producer.ProducerRecord;

/** A record to be written for a job, and what it is to the job. */
record OutgoingRecord(Kind kind, ProducerRecord<byte[], byte[]> record) {
    /** What a record is to its job. */
    enum Kind {
        RESULT,
        DEAD_LETTER,
        PUBLICATION,
        /** The worker's own word on a job, beside its result. */
        REPORT
    }
}
