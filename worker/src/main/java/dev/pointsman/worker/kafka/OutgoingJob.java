package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.Retry;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A job that has ended, and the records that make it visible. They are made on the job's thread,
 * for there are many of these and only one of the transactions; and let go when they are handed
 * out, for they are large, and hardly ever needed again. Owned by one thread at a time.
 */
final class OutgoingJob {
    private final DoneJob job;
    private final boolean committedFirst;
    private final boolean keepsLane;
    private final Optional<Retry> again;
    private List<OutgoingRecord> made;

    OutgoingJob(DoneJob job, List<OutgoingRecord> made) {
        this(job, made, false);
    }

    private OutgoingJob(DoneJob job, List<OutgoingRecord> made, boolean committedFirst) {
        this.job = job;
        this.committedFirst = committedFirst;
        this.keepsLane = committedFirst || job.keepsOrder();
        this.again = job.again();
        this.made = List.copyOf(made);
    }

    /** The same job, none of whose lane begins before it is committed. */
    OutgoingJob committedFirst() {
        return new OutgoingJob(job, made, true);
    }

    DoneJob job() {
        return job;
    }

    /** Whether its lane is its own, also when it has ended. */
    boolean keepsLane() {
        return keepsLane;
    }

    /** What is written of it for its next attempt; none if it has come to its end. */
    Optional<Retry> again() {
        return again;
    }

    /**
     * The same job, which a cancel has found before it ended. It is not tried again, also not if
     * its records are refused; and if it was to be, it has come to no end but the cancel's, so that
     * its records are made anew.
     */
    OutgoingJob withdrawn() {
        return again.isPresent()
                ? new OutgoingJob(job.withdrawn(), List.of(), committedFirst)
                : new OutgoingJob(job.notRetried(), made, committedFirst);
    }

    /** The first of its records, if they are not handed out yet, that is such a one. */
    Optional<OutgoingRecord> first(Predicate<OutgoingRecord> such) {
        return made.stream().filter(such).findFirst();
    }

    /** All of its records; there is at least one. */
    List<OutgoingRecord> handOut(JobRecords records) {
        var handedOut = made.isEmpty() ? records.of(job) : made;
        made = List.of();
        return handedOut;
    }
}
