package dev.pointsman.worker.flow.sim;

/** What a driver, or the model of Kafka under it, does wrong when it is told to. */
enum Mistake {
    /** After an abort the poll goes on where it was. */
    NO_REWIND_AFTER_ABORT(200),
    /** Offsets are committed by themselves before the transaction is. */
    OFFSETS_BEFORE_TRANSACTION(200),
    /** Effects are written outside the transaction. */
    EFFECTS_OUTSIDE_TRANSACTION(200),
    /** Offsets are committed without what is finished beyond them. */
    METADATA_LOST(200),
    /** Jobs of a partition that was claimed before are run without their lanes. */
    KEY_ORDER_IGNORED_AFTER_REBALANCE(200),
    /** Offsets are sent with what the group says then, and nobody asks if the batch is held. */
    VOUCHER_OF_COMMIT_TIME(500),
    /** Nobody asks before the commit if the batch is held. */
    RELEASED_CLAIM_COMMITTED(5_000),
    /** Revoked partitions are given back, while their jobs go on and are committed. */
    REVOKED_CLAIM_KEPT(500),
    /** A member that was thrown out joins again, and its jobs go on and are committed. */
    LOST_CLAIM_KEPT(1_000),
    /** A record for which there is no room is not polled again. */
    NO_ROOM_PASSED_OVER(500),
    /** A commit without an answer counts as done. */
    SILENT_COMMIT_COUNTED_AS_DONE(5_000),
    /** A commit without an answer counts as not done, and the batch is written again. */
    SILENT_COMMIT_REPEATED(2_000),
    /** After an abort the claims are kept, without the jobs of the batch. */
    CLAIMS_KEPT_AFTER_ABORT(200),
    /** A refused result is left out, and its offset committed. */
    REFUSED_RESULT_DROPPED(200),
    /** Metadata that cannot be read counts as none. */
    UNREADABLE_COUNTED_AS_NONE(5_000),
    /** Which attempt it is, is remembered by the worker, and not written. */
    ATTEMPTS_IN_MEMORY(500),
    /** A retry is written outside the transaction. */
    RETRY_OUTSIDE_TRANSACTION(200),
    /** How far retries have got is not committed when the first is written. */
    OFFSET_OF_RETRIES_LEFT_OUT(1_000),
    /** That a job has been done is written with its last attempt, and not with its first. */
    TRIED_JOBS_NOT_REMEMBERED(500),
    /** The next of a key begins while a job waits for another attempt that is to come before. */
    LANE_LET_GO_AT_THE_MOVE(500),
    /** A retry that is written once more keeps its lane no longer. */
    LANE_LET_GO_BY_THE_MOVED(2_000),
    /** Jobs of a partition begin before it is known which of them wait for another attempt. */
    BEGUN_BEFORE_RETRIES_ARE_READ(500),
    /** A lane was left out for want of room, and nobody reads what tells of it again. */
    LEFT_OUT_LANES_FORGOTTEN(20_000),
    /** Nobody looks for the job of a cancel, which ends at once. */
    CANCEL_FINISHED_WITHOUT_ITS_JOB(200),
    /** A job that comes back from its last attempt does not meet the cancel that came meanwhile. */
    LATEST_CANCELS_FORGOTTEN(5_000),
    /** Which cancels were looked into is known to who has looked only. */
    CANCELS_KNOWN_IN_MEMORY_ONLY(5_000),
    /** Which jobs are done is known to who has run them only. */
    DONE_JOBS_KNOWN_IN_MEMORY_ONLY(500),
    /** What a job needs is here, and nobody says so. */
    FETCHED_NOT_TOLD(200),
    /** An offset that was lost counts as one that never was. */
    LOST_OFFSET_COUNTED_AS_NONE(2_000),
    /** Nobody writes down that a partition is begun. */
    BEGUN_NOT_MARKED(2_000),
    /** Retries without an offset begin at their end, though there are some. */
    LOST_RETRIES_PASSED_OVER(5_000),
    /** Where a partition begins is gone by though it was another's meanwhile. */
    START_KEPT_ACROSS_OWNERS(5_000),
    /** Committed offsets are read though a transaction may yet change them. */
    UNSTABLE_OFFSETS_READ(15_000);

    private final int found;

    Mistake(int found) {
        this.found = found;
    }

    /** Within how many seeds it is found; about ten times what it takes. */
    int foundWithin() {
        return found;
    }
}
