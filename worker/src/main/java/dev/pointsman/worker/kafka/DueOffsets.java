package dev.pointsman.worker.kafka;

import static java.util.Objects.requireNonNull;

import dev.pointsman.worker.flow.Batch;
import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressCodec;
import java.util.HashMap;
import java.util.HashSet;
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
        var claims = new HashSet<Claim>();
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var job : batch.jobs()) {
            var claim = job.ticket().claim();
            if (claims.add(claim)) {
                var progress = requireNonNull(batch.progress().get(claim));
                offsets.put(job.ticket().job().polled().partition(), offset(progress));
            }
        }
        return new DueOffsets(offsets, batch.voucher());
    }

    private static OffsetAndMetadata offset(Progress progress) {
        return new OffsetAndMetadata(progress.base(), ProgressCodec.write(progress));
    }
}
