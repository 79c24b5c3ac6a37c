package dev.pointsman.worker.kafka;

import java.util.List;

/**
 * A job that has ended, and the records that make it visible. They are made on the job's thread,
 * for there are many of these and only one of the transactions.
 */
record OutgoingJob(DoneJob job, List<OutgoingRecord> records) {
    OutgoingJob {
        records = List.copyOf(records);
    }
}
