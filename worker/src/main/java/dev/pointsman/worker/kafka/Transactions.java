package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.kafka.OutgoingRecord.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Writes what came of jobs, and how far they were read, in one transaction. Any exception that
 * leaves here means that this producer is done for: the caller drops it and everything it polled.
 * Owned by the intake's thread.
 */
final class Transactions {
    private final Producer<byte[], byte[]> producer;
    private final JobRecords records;
    private final KnownTopics topics;

    Transactions(Producer<byte[], byte[]> producer, JobRecords records, KnownTopics topics) {
        this.producer = producer;
        this.records = records;
        this.topics = topics;
    }

    /** Fences whoever used this transactional id before, and aborts what they left open. */
    void begin() {
        producer.initTransactions();
    }

    /**
     * Commits all the jobs, or throws and commits none. A job whose records cannot be written for a
     * reason of its own ends with an error instead; the others are not touched by it.
     *
     * @param group the group's metadata as it was when these jobs were polled (KIP-447); taken
     *     later, it would vouch for partitions that have long been somebody else's
     * @return the jobs as they were committed
     */
    List<DoneJob> commit(List<DoneJob> jobs, ConsumerGroupMetadata group) {
        var attempt = jobs.stream().map(this::checkTopics).toList();
        while (true) {
            producer.beginTransaction();
            var failures = send(attempt);
            if (failures.isEmpty()) {
                producer.sendOffsetsToTransaction(offsets(attempt), group);
                producer.commitTransaction();
                return attempt;
            }
            producer.abortTransaction();
            attempt = attempt.stream().map(job -> failures.getOrDefault(job, job)).toList();
        }
    }

    /** A topic that is not there is found out before the producer waits for it. */
    private DoneJob checkTopics(DoneJob job) {
        return job.finished().publications().stream()
                .filter(publication -> !topics.contains(publication.topic()))
                .findFirst()
                .map(publication ->
                        job.failedWith(
                                ErrorCode.PUBLISH_FAILED,
                                "there is no topic " + publication.topic() + " to publish to"))
                .orElse(job);
    }

    /**
     * Sends everything and waits; returns the jobs that cannot be written, with what they become.
     */
    private Map<DoneJob, DoneJob> send(List<DoneJob> jobs) {
        var sent = new ArrayList<Sent>();
        for (var job : jobs) {
            for (var outgoing : records.of(job)) {
                sent.add(new Sent(job, outgoing.kind(), producer.send(outgoing.record())));
            }
        }
        producer.flush();
        var failures = new IdentityHashMap<DoneJob, DoneJob>();
        for (var one : sent) {
            failureOf(one).ifPresent(replaced -> failures.put(one.job, replaced));
        }
        return failures;
    }

    private static Optional<DoneJob> failureOf(Sent sent) {
        try {
            sent.future.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(replacement(sent, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private static DoneJob replacement(Sent sent, ExecutionException e) {
        var reason = Objects.requireNonNull(e.getCause());
        if (sent.kind == Kind.RESULT && reason instanceof RecordTooLargeException) {
            return sent.job.failedWith(
                    ErrorCode.OUTPUT_TOO_LARGE,
                    "the broker refuses the result: " + reason.getMessage());
        }
        if (sent.kind == Kind.PUBLICATION && isOfTheJob(reason)) {
            return sent.job.failedWith(
                    ErrorCode.PUBLISH_FAILED,
                    "the broker refuses a published record: " + reason.getMessage());
        }
        throw new KafkaException("a " + sent.kind + " could not be written", reason);
    }

    private static boolean isOfTheJob(Throwable reason) {
        return reason instanceof RecordTooLargeException
                || reason instanceof InvalidTopicException
                || reason instanceof UnknownTopicOrPartitionException
                || reason instanceof AuthorizationException;
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(List<DoneJob> jobs) {
        var next = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var job : jobs) {
            var offset = new OffsetAndMetadata(job.polled().record().offset() + 1);
            next.merge(job.polled().partition(), offset, Transactions::later);
        }
        return next;
    }

    private static OffsetAndMetadata later(OffsetAndMetadata one, OffsetAndMetadata other) {
        return one.offset() > other.offset() ? one : other;
    }

    private record Sent(DoneJob job, Kind kind, Future<RecordMetadata> future) {}
}
