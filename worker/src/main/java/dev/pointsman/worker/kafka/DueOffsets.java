package dev.pointsman.worker.kafka;

import static java.util.Objects.requireNonNull;

import dev.pointsman.worker.flow.Batch;
import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressCodec;
import dev.pointsman.worker.flow.Ticket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far partitions have got: the lowest unfinished offset of each, the others as its metadata.
 * The text of that is made when it is asked for, by then without the flow's lock.
 *
 * @param beside how far those have got where jobs of these partitions wait for another attempt
 * @param renewals what is told though nothing of it may have ended
 * @param cancels those that end with it
 * @param group who the group says we are, as of the last poll before the first of the jobs was
 *     gathered
 */
record DueOffsets(
        Map<TopicPartition, Progress> progress,
        Map<TopicPartition, Progress> beside,
        List<Renewal> renewals,
        List<TakenJob.ToCancel> cancels,
        ConsumerGroupMetadata group) {
    DueOffsets {
        renewals = List.copyOf(renewals);
        cancels = List.copyOf(cancels);
        progress = Map.copyOf(progress);
        beside = Map.copyOf(beside);
    }

    /**
     * Those of the batch.
     *
     * @param renewals of the claims that it tells of again, at least
     */
    static DueOffsets of(
            Batch<TakenJob, OutgoingJob, ConsumerGroupMetadata> batch,
            Map<Claim, Renewal> renewals) {
        var renewed = new HashMap<Claim, Renewal>();
        batch.renewed().forEach(it -> renewed.put(it, requireNonNull(renewals.get(it))));
        var partitions = new HashMap<Claim, TopicPartition>();
        batch.firsts().forEach((claim, it) -> partitions.put(claim, it.job().polled().partition()));
        renewed.forEach((claim, renewal) -> partitions.put(claim, renewal.jobs()));
        var progress = new HashMap<TopicPartition, Progress>();
        var beside = new HashMap<TopicPartition, Progress>();
        partitions.forEach((claim, partition) -> {
            progress.put(partition, requireNonNull(batch.progress().get(claim)));
            claim.beside()
                    .map(it -> requireNonNull(batch.progress().get(it)))
                    .ifPresent(it -> beside.put(partition, it));
        });
        return new DueOffsets(
                progress,
                beside,
                List.copyOf(renewed.values()),
                batch.cancels().stream().map(DueOffsets::cancel).toList(),
                batch.voucher());
    }

    /**
     * All offsets to be committed. Whoever writes a job that is to be tried again commits how far
     * its partition has got, so one without an offset has none to be read.
     *
     * @param retries where such jobs were written, or are told of again, by the partition they are
     *     from
     */
    Map<TopicPartition, OffsetAndMetadata> with(Map<TopicPartition, TopicPartition> retries) {
        var all = new HashMap<>(progress);
        retries.forEach((jobs, partition) -> {
            Optional.ofNullable(beside.get(jobs)).ifPresent(it -> all.put(partition, it));
            if (!all.containsKey(partition)) {
                throw new IllegalStateException(
                        partition + " is written to, and not known how far it has got");
            }
        });
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        all.forEach((partition, its) -> offsets.put(partition, offset(its)));
        return offsets;
    }

    private static TakenJob.ToCancel cancel(Ticket<TakenJob> ticket) {
        return switch (ticket.job()) {
            case TakenJob.ToCancel cancel -> cancel;
            case TakenJob.ToRun job ->
                    throw new IllegalStateException(job.polled().origin() + " is no cancel");
        };
    }

    private static OffsetAndMetadata offset(Progress progress) {
        return new OffsetAndMetadata(progress.base(), ProgressCodec.write(progress));
    }
}
