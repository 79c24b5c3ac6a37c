package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.job.FinishedJob;

/** A record of the jobs topic, and what came of it. */
record DoneJob(PolledJob polled, FinishedJob finished) {
    /** The same record, whose job is made to end with this error. */
    DoneJob failedWith(ErrorCode code, String detail) {
        return new DoneJob(polled, finished.failedWith(code, detail));
    }
}
