package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.effects.Publication;
import java.util.function.Predicate;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A record that was not written, and why: what becomes of its job, and of others it concerns. Each
 * step makes a job's records fewer or smaller, so there is an end to them. Immutable, so safe on
 * every thread.
 */
record Refusal(DoneJob job, OutgoingRecord outgoing, Exception reason) {
    /** What this job becomes; throws if the fault is not with jobs, and waiting may mend it. */
    DoneJob replace(DoneJob other) {
        return switch (outgoing.kind()) {
            case RESULT, DEAD_LETTER -> isOf(other) ? smaller() : other;
            // Its size was looked at when it was written; whatever it is, it is the topic's fault.
            case STATE -> throw fault();
            case REPORT -> isOf(other) ? withoutReports() : other;
            case RETRY -> isOf(other) ? ended() : other;
            case PUBLICATION -> isMeantToo(other) ? unpublished(other) : other;
        };
    }

    /** Whether it may be that its topic takes nothing at all. */
    boolean mayBeOfTopic() {
        return outgoing.kind() == OutgoingRecord.Kind.PUBLICATION
                && reason instanceof RetriableException
                && !(reason instanceof UnknownTopicOrPartitionException);
    }

    /** Whether its reason is one that only records and their topics give, and offsets never. */
    boolean isOfRecordOrTopic() {
        return switch (reason) {
            case RecordTooLargeException _,
                    RecordBatchTooLargeException _,
                    InvalidTimestampException _,
                    InvalidRecordException _,
                    InvalidTopicException _,
                    UnknownTopicOrPartitionException _,
                    TopicAuthorizationException _,
                    PolicyViolationException _ ->
                    true;
            default -> false;
        };
    }

    boolean isOfSize() {
        return reason instanceof RecordTooLargeException;
    }

    /** A batch that a log's segments are too small for has one large record in it. */
    private boolean isTooLarge() {
        return isOfSize() || reason instanceof RecordBatchTooLargeException;
    }

    String topic() {
        return outgoing.record().topic();
    }

    /** What this job becomes when nothing can be written to the topic, for this reason. */
    DoneJob replace(DoneJob other, String ailment) {
        return publishes(other, _ -> true)
                ? other.failedWith(ErrorCode.PUBLISH_FAILED, ailment)
                : other;
    }

    /** A report is small; one that is too large all the same is dropped, not the job. */
    private DoneJob withoutReports() {
        if (!isTooLarge()) {
            throw fault();
        }
        return job.withoutReports();
    }

    /** With our headers a record may be larger than its topic takes; then this was its last try. */
    private DoneJob ended() {
        if (!isTooLarge()) {
            throw fault();
        }
        return job.notRetried();
    }

    private DoneJob smaller() {
        if (!isTooLarge() || job.bare()) {
            throw fault();
        }
        if (job.finished().account().recording().isPresent()) {
            return job.withoutReports();
        }
        if (outgoing.kind() == OutgoingRecord.Kind.DEAD_LETTER
                && job.finished().result().outcome() instanceof Outcome.Failed) {
            return job.bared();
        }
        return job.finished().result().outcome() instanceof Outcome.Errored error
                ? job.bared(error)
                : job.failedWith(
                        ErrorCode.OUTPUT_TOO_LARGE,
                        "the broker refuses the result: " + reason.getMessage());
    }

    private DoneJob unpublished(DoneJob other) {
        return other.failedWith(
                isOfRecords() ? ErrorCode.PUBLISH_REFUSED : ErrorCode.PUBLISH_FAILED,
                "the broker refuses a published record: " + reason.getMessage());
    }

    /** Whether such a record is refused each time; else it is up to others to mend the topic. */
    private boolean isOfRecords() {
        return !(reason instanceof UnknownTopicOrPartitionException
                || reason instanceof TopicAuthorizationException);
    }

    /** Some faults are of one record, some of all that are like it, some of the topic. */
    private boolean isMeantToo(DoneJob other) {
        return switch (reason) {
            case RecordTooLargeException _,
                    RecordBatchTooLargeException _,
                    InvalidTimestampException _ ->
                    isOf(other);
            case InvalidRecordException _ -> isOf(other) || isKeylessToo(other);
            case InvalidTopicException _,
                    UnknownTopicOrPartitionException _,
                    TopicAuthorizationException _,
                    PolicyViolationException _ ->
                    publishes(other, _ -> true);
            default -> throw fault();
        };
    }

    /** A compacted topic takes no record without a key. */
    private boolean isKeylessToo(DoneJob other) {
        return outgoing.record().key() == null
                && publishes(other, publication -> publication.key().isEmpty());
    }

    private boolean publishes(DoneJob other, Predicate<Publication> such) {
        return other.finished().publications().stream()
                .anyMatch(it -> it.topic().equals(topic()) && such.test(it));
    }

    private boolean isOf(DoneJob other) {
        return other.polled().equals(job.polled());
    }

    private Unwritable fault() {
        return new Unwritable(outgoing, reason);
    }
}
