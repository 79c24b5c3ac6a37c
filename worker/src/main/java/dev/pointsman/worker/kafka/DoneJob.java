package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.state.OnceJob;
import java.util.Optional;

/**
 * A record of the jobs topic, and what came of it.
 *
 * @param bare whether its records go without the job's key and value, which do not fit into a topic
 * @param once what is remembered of it, if it is to be run once
 */
record DoneJob(PolledJob polled, FinishedJob finished, boolean bare, Optional<OnceJob> once) {
    private static final int BARE_DETAIL_CHARS = 500;

    DoneJob(PolledJob polled, FinishedJob finished) {
        this(polled, finished, false, Optional.empty());
    }

    DoneJob(PolledJob polled, FinishedJob finished, Optional<OnceJob> once) {
        this(polled, finished, false, once);
    }

    /** Its transaction is committed. */
    void committed() {
        finished.state().commit();
        once.ifPresent(OnceJob::commit);
    }

    /** The same record, whose job is made to end with this error. */
    DoneJob failedWith(ErrorCode code, String detail) {
        return new DoneJob(polled, finished.failedWith(code, detail), bare, once);
    }

    /** The same record and outcome, without the worker's reports on it. */
    DoneJob untold() {
        return new DoneJob(polled, finished.untold(), bare, once);
    }

    /** The same record and error, told in records as small as can be. */
    DoneJob bared(Outcome.Errored error) {
        var detail = error.detail();
        var cut = detail.substring(0, Math.min(BARE_DETAIL_CHARS, detail.length()));
        var told = cut + " (key and value, too large to be copied, are in the job's record only)";
        return new DoneJob(polled, finished.failedWith(error.code(), told), true, once);
    }
}
