package dev.pointsman.worker.kafka;

import static java.util.Objects.requireNonNull;

import dev.pointsman.worker.flow.Batch;
import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressCodec;
import dev.pointsman.worker.flow.Ticket;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far partitions have got: the lowest unfinished offset of each, the others as its metadata.
 *
 * @param group who the group says we are, as of the last poll before the first of the jobs was
 *     gathered
 */
record DueOffsets(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    DueOffsets {
        offsets = Map.copyOf(offsets);
    }

    static DueOffsets of(Batch<TakenJob, OutgoingJob, ConsumerGroupMetadata> batch) {
        var partitions = new HashMap<Claim, TopicPartition>();
        batch.jobs().forEach(job -> add(partitions, job.ticket()));
        batch.cancels().forEach(cancel -> add(partitions, cancel));
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        partitions.forEach((claim, partition) ->
                offsets.put(partition, offset(requireNonNull(batch.progress().get(claim)))));
        return new DueOffsets(offsets, batch.voucher());
    }

    private static void add(Map<Claim, TopicPartition> partitions, Ticket<TakenJob> ticket) {
        partitions.computeIfAbsent(ticket.claim(), _ -> ticket.job().polled().partition());
    }

    private static OffsetAndMetadata offset(Progress progress) {
        return new OffsetAndMetadata(progress.base(), ProgressCodec.write(progress));
    }
}
