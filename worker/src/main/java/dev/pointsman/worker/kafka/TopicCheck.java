package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.effects.Publication;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Finds out what topics would not take before the producer waits for it, and after a refusal which
 * jobs it concerns: a job then ends with an error instead, or its records are made smaller. Owned
 * by the thread of the transactions.
 */
final class TopicCheck {
    private final GuardedTopics guarded;
    private final KnownTopics topics;
    private final JobRecords records;

    TopicCheck(GuardedTopics guarded, KnownTopics topics, JobRecords records) {
        this.guarded = guarded;
        this.topics = topics;
        this.records = records;
    }

    /** The job as it may be written, as far as is known. */
    OutgoingJob checked(OutgoingJob job, Replacements replacements) {
        var publications = job.job().finished().publications();
        var published = publications.isEmpty() ? job : checked(job, publications, replacements);
        return topics.isAnyMeasured() ? fitting(published, replacements) : published;
    }

    private OutgoingJob checked(
            OutgoingJob job, List<Publication> publications, Replacements replacements) {
        return publications.stream()
                .flatMap(publication -> refused(job.job(), publication.topic()).stream())
                .findFirst()
                .map(refused -> replacements.replace(job, refused))
                .orElse(job);
    }

    private Optional<DoneJob> refused(DoneJob job, String topic) {
        var tenant = job.finished().result().tenant();
        return guarded.refusal(topic, tenant)
                .map(reason -> job.failedWith(ErrorCode.PUBLISH_REFUSED, reason))
                .or(() ->
                        topics.refusal(topic)
                                .map(reason -> job.failedWith(ErrorCode.PUBLISH_FAILED, reason)));
    }

    /**
     * Puts others in place of all the jobs that the refusal concerns.
     *
     * @throws Unwritable if it is not the jobs' fault
     */
    void replace(List<OutgoingJob> jobs, Refusal refusal, Replacements replacements) {
        if (refusal.isOfSize()) {
            topics.measure(refusal.topic());
            jobs.replaceAll(job -> measured(job, refusal, replacements));
            return;
        }
        var ailment =
                refusal.mayBeOfTopic() ? topics.examine(refusal.topic()) : Optional.<String>empty();
        jobs.replaceAll(job -> replacements.replace(job, replaced(job.job(), refusal, ailment)));
    }

    private static DoneJob replaced(DoneJob job, Refusal refusal, Optional<String> ailment) {
        return ailment.map(reason -> refusal.replace(job, reason))
                .orElseGet(() -> refusal.replace(job));
    }

    /** All that are too large, or each of them would cost everybody a transaction of its own. */
    private OutgoingJob measured(OutgoingJob job, Refusal refusal, Replacements replacements) {
        var other = refusal.replace(job.job());
        return fitting(
                other.equals(job.job())
                        ? records.outgoing(other)
                        : replacements.replace(job, other),
                replacements);
    }

    /** Makes it smaller until all of it fits. */
    private OutgoingJob fitting(OutgoingJob job, Replacements replacements) {
        var fitting = job;
        for (var large = fitting.first(this::isTooLarge);
                large.isPresent();
                large = fitting.first(this::isTooLarge)) {
            var refusal = new Refusal(fitting.job(), large.get(), tooLarge(large.get()));
            fitting = replacements.replace(fitting, refusal.replace(fitting.job()));
        }
        return fitting;
    }

    private boolean isTooLarge(OutgoingRecord outgoing) {
        var most = topics.maxBytes(outgoing.record().topic());
        return most.isPresent() && outgoing.leastBytes() > most.getAsInt();
    }

    private RecordTooLargeException tooLarge(OutgoingRecord outgoing) {
        var topic = outgoing.record().topic();
        return new RecordTooLargeException(
                "a record of %d bytes and more is larger than what topic %s takes, %d bytes"
                        .formatted(
                                outgoing.leastBytes(),
                                topic,
                                topics.maxBytes(topic).orElseThrow()));
    }
}
