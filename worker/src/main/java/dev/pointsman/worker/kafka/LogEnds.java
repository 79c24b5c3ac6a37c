package dev.pointsman.worker.kafka;

import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Where a partition ends: behind all that is written, also by transactions that are still open. */
@FunctionalInterface
interface LogEnds {
    /** Is not waited for: a partition without a leader has no answer for long. */
    Future<Long> of(TopicPartition partition);

    /** As this cluster has it. Safe on every thread. */
    static LogEnds of(Admin admin) {
        return partition -> {
            var uncommittedToo = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()), uncommittedToo)
                    .partitionResult(partition)
                    .thenApply(ListOffsetsResultInfo::offset)
                    .toCompletionStage()
                    .toCompletableFuture();
        };
    }
}
