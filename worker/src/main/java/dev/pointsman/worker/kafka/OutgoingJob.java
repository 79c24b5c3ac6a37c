package dev.pointsman.worker.kafka;

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
    private List<OutgoingRecord> made;

    OutgoingJob(DoneJob job, List<OutgoingRecord> made) {
        this(job, made, false);
    }

    private OutgoingJob(DoneJob job, List<OutgoingRecord> made, boolean committedFirst) {
        this.job = job;
        this.committedFirst = committedFirst;
        this.keepsLane = committedFirst || job.keepsOrder();
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

    /**
     * The same job, which is not tried again, also not if its records are refused; those that say
     * otherwise are made anew.
     */
    OutgoingJob notRetried() {
        return new OutgoingJob(
                job.notRetried(), job.again().isEmpty() ? made : List.of(), committedFirst);
    }

    /** The first of its records, if they are not handed out yet, that is such a one. */
    Optional<OutgoingRecord> first(Predicate<OutgoingRecord> such) {
        return made.stream().filter(such).findFirst();
    }

    /** All of its records; there is at least one. */
    List<OutgoingRecord> handOut(JobRecords again) {
        var handedOut = made.isEmpty() ? again.of(job) : made;
        made = List.of();
        return handedOut;
    }
}
