package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
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
            case PUBLICATION -> isMeantToo(other) ? unpublished(other) : other;
        };
    }

    private DoneJob smaller() {
        if (!(reason instanceof RecordTooLargeException) || job.bare()) {
            throw fault();
        }
        return job.finished().result().outcome() instanceof Outcome.Errored error
                ? job.bared(error)
                : job.failedWith(
                        ErrorCode.OUTPUT_TOO_LARGE,
                        "the broker refuses the result: " + reason.getMessage());
    }

    private DoneJob unpublished(DoneJob other) {
        return other.failedWith(
                ErrorCode.PUBLISH_FAILED,
                "the broker refuses a published record: " + reason.getMessage());
    }

    /** A record that is too large concerns its own job, a topic all that publish to it. */
    private boolean isMeantToo(DoneJob other) {
        if (reason instanceof RecordTooLargeException) {
            return isOf(other);
        }
        if (!isOfTheTopic()) {
            throw fault();
        }
        var topic = outgoing.record().topic();
        return other.finished().publications().stream()
                .anyMatch(publication -> publication.topic().equals(topic));
    }

    private boolean isOf(DoneJob other) {
        return other.polled().equals(job.polled());
    }

    private boolean isOfTheTopic() {
        return reason instanceof InvalidTopicException
                || reason instanceof UnknownTopicOrPartitionException
                || reason instanceof TopicAuthorizationException;
    }

    private Unwritable fault() {
        return new Unwritable(outgoing, reason);
    }
}
