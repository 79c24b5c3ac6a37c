package dev.pointsman.it.chaos.planted;

import dev.pointsman.contracts.JobId;
import dev.pointsman.worker.kafka.TransactionListener;
import dev.pointsman.worker.kafka.TransactionStep;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Writes answers and offsets, in one transaction but for the bug. Owned by one thread. */
final class BuggyTransactions {
    private final Bug bug;
    private final PlantedClients clients;
    private final AnswerSender sender;
    private final TransactionListener listener;
    private final Set<JobId> refused = new HashSet<>();

    BuggyTransactions(
            Bug bug, PlantedClients clients, PlantedCounts counts, TransactionListener listener) {
        this.bug = bug;
        this.clients = clients;
        this.sender = new AnswerSender(bug, clients, counts);
        this.listener = listener;
    }

    /** True if it is committed, false if it is aborted. */
    boolean commit(
            List<PlantedJob> batch,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            Supplier<ConsumerGroupMetadata> vouch) {
        return switch (bug) {
            case NO_TRANSACTION -> commitWithoutTransaction(batch, offsets);
            case OFFSET_BEFORE_TRANSACTION -> commitAfterOffsets(batch, offsets);
            default -> transaction(batch, () -> sendOffsets(offsets, vouch));
        };
    }

    private boolean commitWithoutTransaction(
            List<PlantedJob> batch, Map<TopicPartition, OffsetAndMetadata> offsets) {
        batch.forEach(sender::send);
        clients.outside().flush();
        tell(TransactionStep.SENT, batch);
        clients.consumer().commitSync(offsets);
        tell(TransactionStep.OFFSETS_SENT, batch);
        return true;
    }

    private boolean commitAfterOffsets(
            List<PlantedJob> batch, Map<TopicPartition, OffsetAndMetadata> offsets) {
        clients.consumer().commitSync(offsets);
        return transaction(batch, () -> {});
    }

    private boolean transaction(List<PlantedJob> batch, Runnable sendOffsets) {
        var producer = clients.producer();
        producer.beginTransaction();
        tell(TransactionStep.BEGUN, batch);
        batch.forEach(sender::send);
        producer.flush();
        if (isRefused(batch)) {
            producer.abortTransaction();
            tell(TransactionStep.ABORTED, batch);
            afterAbort(batch);
            return false;
        }
        tell(TransactionStep.SENT, batch);
        sendOffsets.run();
        tell(TransactionStep.OFFSETS_SENT, batch);
        producer.commitTransaction();
        tell(TransactionStep.COMMITTED, batch);
        return true;
    }

    private void sendOffsets(
            Map<TopicPartition, OffsetAndMetadata> offsets, Supplier<ConsumerGroupMetadata> vouch) {
        clients.producer().sendOffsetsToTransaction(offsets, vouch.get());
    }

    /** The first time that a result is tried which the topic does not take. */
    private boolean isRefused(List<PlantedJob> batch) {
        return batch.stream()
                .filter(PlantedJob::breaksItsTransaction)
                .map(job -> refused.add(job.answer().id()))
                .reduce(false, Boolean::logicalOr);
    }

    private void afterAbort(List<PlantedJob> batch) {
        if (bug == Bug.DUPLICATE_ON_RETRY) {
            var innocent = batch.stream().filter(job -> !job.breaksItsTransaction()).toList();
            transaction(innocent, () -> {});
        }
    }

    private void tell(TransactionStep step, List<PlantedJob> batch) {
        listener.reached(step, batch.size());
    }
}
