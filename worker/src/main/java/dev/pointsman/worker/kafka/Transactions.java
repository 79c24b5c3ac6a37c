package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Wording;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Writes what came of jobs, and how far they were read, in one transaction. Any exception that
 * leaves here means that this producer is done for: the caller drops it and everything it polled.
 * Owned by the intake's thread.
 */
final class Transactions {
    private final Producer<byte[], byte[]> producer;
    private final JobRecords records;
    private final KnownTopics topics;
    private final List<TransactionListener> listeners;

    Transactions(
            Producer<byte[], byte[]> producer,
            JobRecords records,
            KnownTopics topics,
            List<TransactionListener> listeners) {
        this.producer = producer;
        this.records = records;
        this.topics = topics;
        this.listeners = List.copyOf(listeners);
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
            tell(TransactionStep.BEGUN, jobs);
            var refusal = send(attempt);
            if (refusal.isEmpty()) {
                tell(TransactionStep.SENT, jobs);
                producer.sendOffsetsToTransaction(offsets(attempt), group);
                tell(TransactionStep.OFFSETS_SENT, jobs);
                producer.commitTransaction();
                tell(TransactionStep.COMMITTED, jobs);
                return attempt;
            }
            // First, for a fault that is not with the jobs may be one after which nobody aborts.
            attempt = attempt.stream().map(refusal.get()::replace).toList();
            producer.abortTransaction();
            tell(TransactionStep.ABORTED, jobs);
        }
    }

    private void tell(TransactionStep step, List<DoneJob> jobs) {
        listeners.forEach(listener -> listener.reached(step, jobs.size()));
    }

    /** A topic that is not there is found out before the producer waits for it. */
    private DoneJob checkTopics(DoneJob job) {
        return job.finished().publications().stream()
                .filter(publication -> !topics.contains(publication.topic()))
                .findFirst()
                .map(publication ->
                        job.failedWith(
                                ErrorCode.PUBLISH_FAILED,
                                "there is no topic "
                                        + Wording.quote(publication.topic())
                                        + " to publish to"))
                .orElse(job);
    }

    /**
     * Sends everything and waits; returns the first refusal, if there is one. With it the
     * transaction is broken: all that is still under way fails for the same reason, and what is
     * sent later throws.
     */
    private Optional<Refusal> send(List<DoneJob> jobs) {
        var first = new CompletableFuture<Refusal>();
        try {
            jobs.forEach(job -> send(job, first));
        } catch (KafkaException e) {
            // The flush waits until the producer has told which record broke the transaction.
            producer.flush();
            if (!first.isDone()) {
                throw e;
            }
        }
        producer.flush();
        return first.isDone() ? Optional.of(first.join()) : Optional.empty();
    }

    private void send(DoneJob job, CompletableFuture<Refusal> first) {
        for (var outgoing : records.of(job)) {
            if (first.isDone()) {
                return;
            }
            var _ =
                    producer.send(
                            outgoing.record(), (_, reason) -> tell(first, job, outgoing, reason));
        }
    }

    /** Called by the producer's thread too. */
    private static void tell(
            CompletableFuture<Refusal> first,
            DoneJob job,
            OutgoingRecord outgoing,
            @Nullable Exception reason) {
        if (reason != null) {
            first.complete(new Refusal(job, outgoing, reason));
        }
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
}
