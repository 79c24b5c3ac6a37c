package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Retry;
import dev.pointsman.contracts.RetryOrder;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.job.Retrying;
import dev.pointsman.worker.state.OnceJob;
import java.util.Optional;

/**
 * A record of the jobs topic, or of that of retries, and what came of it: the job's end, or its
 * next attempt. Immutable but for its state, which belongs to the thread that writes transactions.
 *
 * @param bare whether its records go without the job's key and value, which do not fit into a topic
 * @param moved whether nothing came of it: its record is only written once more, as it stands
 * @param once what is remembered of it, if it is to be run once
 */
record DoneJob(
        PolledJob polled,
        FinishedJob finished,
        boolean bare,
        boolean moved,
        Optional<OnceJob> once) {
    private static final int BARE_DETAIL_CHARS = 500;

    DoneJob(PolledJob polled, FinishedJob finished) {
        this(polled, finished, Optional.empty());
    }

    DoneJob(PolledJob polled, FinishedJob finished, Optional<OnceJob> once) {
        this(polled, finished, false, false, once);
    }

    /**
     * A job that still waits for its next attempt.
     *
     * @param last how the last one ended
     */
    static DoneJob moved(PolledJob polled, FinishedJob last) {
        return new DoneJob(polled, last, false, true, Optional.empty());
    }

    /** What is to be written of it for its next attempt; none if it has come to its end. */
    Optional<Retry> again() {
        return moved ? polled.retry() : finished.again().flatMap(this::again);
    }

    private Optional<Retry> again(Retrying.Again again) {
        var place = polled.origin().place();
        return error().map(code ->
                new Retry(
                        again.attempt(),
                        again.due(),
                        again.firstFailed(),
                        place,
                        code,
                        again.order()));
    }

    /**
     * Whether later jobs of its key have to wait for it, until its transaction has ended at least.
     */
    boolean keepsOrder() {
        return moved ? polled.keepsOrder() : finished.keepsOrder();
    }

    /** Whether later jobs of its key have to wait for it also when its transaction has ended. */
    boolean isTriedAgainInOrder() {
        return again().filter(it -> it.order() == RetryOrder.STRICT).isPresent();
    }

    /** Why it failed, if it did. */
    Optional<ErrorCode> error() {
        return switch (finished.result().outcome()) {
            case Outcome.Errored(var code, _) -> Optional.of(code);
            case Outcome.Failed _ -> Optional.of(ErrorCode.GUEST_EXIT);
            case Outcome.Succeeded _, Outcome.Cancelled _ -> Optional.empty();
        };
    }

    /** The same record and outcome, which is the job's end. */
    DoneJob notRetried() {
        return new DoneJob(polled, finished.notRetried(), bare, false, once);
    }

    /** The same record, whose job was withdrawn before it came to an end. */
    DoneJob withdrawn() {
        return new DoneJob(polled, finished.withdrawn(), bare, false, once);
    }

    /** Its transaction is committed. */
    void committed() {
        finished.state().commit();
        once.ifPresent(OnceJob::commit);
    }

    /** The same record, whose job is made to end with this error. */
    DoneJob failedWith(ErrorCode code, String detail) {
        return new DoneJob(polled, finished.failedWith(code, detail), bare, false, once);
    }

    /** Whether it keeps and publishes what this other end of the same job did. */
    boolean leavesAllOf(DoneJob other) {
        return finished.state().equals(other.finished.state())
                && finished.publications().equals(other.finished.publications());
    }

    /** The same record and outcome, without the worker's reports on it. */
    DoneJob withoutReports() {
        return new DoneJob(polled, finished.withoutReports(), bare, moved, once);
    }

    /** The same record and failure, told in records without the job's key and value. */
    DoneJob bared() {
        return new DoneJob(polled, finished, true, moved, once);
    }

    /** The same record and error, told in records as small as can be. */
    DoneJob bared(Outcome.Errored error) {
        var detail = error.detail();
        var cut = detail.substring(0, Math.min(BARE_DETAIL_CHARS, detail.length()));
        var told = cut + " (key and value, too large to be copied, are in the job's record only)";
        return new DoneJob(polled, finished.failedWith(error.code(), told), true, false, once);
    }
}
