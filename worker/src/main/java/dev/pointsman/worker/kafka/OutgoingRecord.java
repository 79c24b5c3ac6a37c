package dev.pointsman.worker.kafka;

import org.apache.kafka.clients.producer.ProducerRecord;

/** A record to be written for a job, and what it is to the job. */
record OutgoingRecord(Kind kind, ProducerRecord<byte[], byte[]> record) {
    /** What a record is to its job. */
    enum Kind {
        RESULT,
        DEAD_LETTER,
        PUBLICATION,
        /** What the job kept: a value of its key, or that there is none any more. */
        STATE
    }
}
