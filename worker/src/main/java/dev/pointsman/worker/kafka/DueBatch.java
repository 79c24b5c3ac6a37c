package dev.pointsman.worker.kafka;

import static java.util.Objects.requireNonNull;

import dev.pointsman.worker.flow.Batch;
import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.EndedJob;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressCodec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What is to be committed next, in Kafka's words. */
record DueBatch(Batch<TakenJob, OutgoingJob, ConsumerGroupMetadata> batch) {
    List<OutgoingJob> jobs() {
        return batch.jobs().stream().map(EndedJob::result).toList();
    }

    /** Who the group says we are; as of the last poll before the batch was made. */
    ConsumerGroupMetadata group() {
        return batch.voucher();
    }

    /** How far the partitions have got: the lowest unfinished offset, the others as metadata. */
    Map<TopicPartition, OffsetAndMetadata> offsets() {
        var claims = new HashSet<Claim>();
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var job : batch.jobs()) {
            var claim = job.ticket().claim();
            if (claims.add(claim)) {
                var progress = requireNonNull(batch.progress().get(claim));
                offsets.put(job.ticket().job().polled().partition(), offset(progress));
            }
        }
        return offsets;
    }

    private static OffsetAndMetadata offset(Progress progress) {
        return new OffsetAndMetadata(progress.base(), ProgressCodec.write(progress));
    }
}
