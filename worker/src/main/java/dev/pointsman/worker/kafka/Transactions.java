package dev.pointsman.worker.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * Writes what came of jobs, and how far their partitions have got, in one transaction. Owned by the
 * thread of the transactions.
 */
final class Transactions {
    /**
     * After these nobody aborts (KafkaProducer's own documentation): the producer is another's, or
     * may not write, or has lost count. Who comes next under its id aborts what it left open.
     */
    private static final Set<Class<?>> FATAL =
            Set.of(
                    ProducerFencedException.class,
                    InvalidProducerEpochException.class,
                    OutOfOrderSequenceException.class,
                    AuthorizationException.class,
                    UnsupportedVersionException.class,
                    InterruptException.class,
                    Unwritable.class);

    private final Producer<byte[], byte[]> producer;
    private final JobRecords records;
    private final TopicCheck check;
    private final Verdicts verdicts;
    private final List<TransactionListener> listeners;

    Transactions(
            Producer<byte[], byte[]> producer,
            JobRecords records,
            TopicCheck check,
            Verdicts verdicts,
            List<TransactionListener> listeners) {
        this.producer = producer;
        this.records = records;
        this.check = check;
        this.verdicts = verdicts;
        this.listeners = List.copyOf(listeners);
    }

    /** Fences whoever used this transactional id before, and aborts what they left open. */
    void begin() {
        producer.initTransactions();
    }

    /**
     * Commits all the jobs, or none. Their records are sent as they end. A job whose records cannot
     * be written for a reason of its own ends with an error instead; the others are not touched by
     * it.
     *
     * @throws KafkaException if the producer is of no more use, or nobody knows how the transaction
     *     ended: the next owner of its id makes an end of it, and the committed offsets tell which
     */
    Ending commit(Gathering gathering) throws InterruptedException {
        var first = gathering.more();
        return first.isEmpty()
                ? new Ending.Committed(List.of())
                : writeAndCommit(first.get(), gathering);
    }

    private Ending writeAndCommit(List<OutgoingJob> first, Gathering gathering)
            throws InterruptedException {
        var jobs = new ArrayList<OutgoingJob>();
        var replacements = new Replacements(records, verdicts);
        try {
            var sending = open(jobs);
            for (var more = Optional.of(first); more.isPresent(); more = gathering.more()) {
                var checked =
                        more.get().stream().map(job -> check.checked(job, replacements)).toList();
                jobs.addAll(checked);
                sending.send(checked);
            }
            settleWithout(sending, new Sealed(gathering.seal(), gathering), jobs, replacements);
            replacements.requireUnseen();
        } catch (KafkaException e) {
            return abort(jobs, e);
        }
        return end(jobs);
    }

    /** How far the partitions have got, and whether they are ours; no more jobs may join. */
    private record Sealed(DueOffsets due, Gathering gathering) {
        /** From here on whoever owns a partition next waits for the end of this transaction. */
        void requireHeld() {
            if (!gathering.isHeld()) {
                throw new CommitFailedException(
                        "a partition was given up before its offset was with the broker");
            }
        }
    }

    /** The offsets do not wait for the last records: both are on their way at once. */
    private Optional<Refusal> settleOnce(Sending sending, Sealed sealed, List<OutgoingJob> jobs) {
        tell(TransactionStep.SENT, jobs);
        try {
            if (!sending.isBroken()) {
                sendOffsets(sealed.due(), jobs);
                sealed.requireHeld();
            }
        } catch (KafkaException e) {
            return Optional.of(refusedMeanwhile(sending, e));
        }
        var refusal = sending.settle();
        if (refusal.isEmpty()) {
            tell(TransactionStep.OFFSETS_SENT, jobs);
        }
        return refusal;
    }

    /** What fails first fails the other too, for the same reason: is it one that records have? */
    private static Refusal refusedMeanwhile(Sending sending, KafkaException ofOffsets) {
        return sending.settle().filter(Refusal::isOfRecordOrTopic).orElseThrow(() -> ofOffsets);
    }

    private void sendOffsets(DueOffsets due, List<OutgoingJob> jobs) {
        due.renewals().forEach(renewal -> send(records.mark(renewal)));
        due.cancels().forEach(cancel -> records.marks(cancel).forEach(this::send));
        producer.sendOffsetsToTransaction(
                due.with(records.retries(jobs, due.renewals())), due.group());
    }

    /** Whoever commits is told if it fails. */
    private void send(ProducerRecord<byte[], byte[]> mark) {
        var _ = producer.send(mark);
    }

    private Sending open(List<OutgoingJob> jobs) {
        producer.beginTransaction();
        tell(TransactionStep.BEGUN, jobs);
        return new Sending(producer, records);
    }

    /** Writes all again, without what was refused, for as long as anything is. */
    private void settleWithout(
            Sending first, Sealed sealed, List<OutgoingJob> jobs, Replacements replacements) {
        var refusal = settleOnce(first, sealed, jobs);
        while (refusal.isPresent()) {
            // Before the abort, for a fault that is not the jobs' may be one after which nobody
            // does.
            check.replace(jobs, refusal.get(), replacements);
            producer.abortTransaction();
            tell(TransactionStep.ABORTED, jobs);
            var again = open(jobs);
            again.send(jobs);
            refusal = settleOnce(again, sealed, jobs);
        }
    }

    private Ending end(List<OutgoingJob> jobs) {
        try {
            producer.commitTransaction();
            tell(TransactionStep.COMMITTED, jobs);
            return new Ending.Committed(jobs.stream().map(OutgoingJob::job).toList());
        } catch (TimeoutException e) {
            // It may be committed all the same; to abort it would be to contradict oneself.
            throw e;
        } catch (KafkaException e) {
            return abort(jobs, e);
        }
    }

    /** The producer itself refuses to, where it knows better; then that is thrown. */
    private Ending abort(List<OutgoingJob> jobs, KafkaException reason) {
        if (isFatal(reason)) {
            throw reason;
        }
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            e.addSuppressed(reason);
            throw e;
        }
        tell(TransactionStep.ABORTED, jobs);
        return new Ending.Aborted(reason);
    }

    private static boolean isFatal(KafkaException reason) {
        return Stream.of(reason, reason.getCause())
                .anyMatch(it -> FATAL.stream().anyMatch(fatal -> fatal.isInstance(it)));
    }

    private void tell(TransactionStep step, List<OutgoingJob> jobs) {
        listeners.forEach(listener -> listener.reached(step, jobs.size()));
    }
}
