package dev.pointsman.worker.kafka;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Where partitions end: behind all that is written, also by transactions that are still open. */
@FunctionalInterface
interface LogEnds {
    Map<TopicPartition, Long> of(Set<TopicPartition> partitions);

    /** As this cluster has it. Safe on every thread. */
    static LogEnds of(Admin admin) {
        return partitions -> {
            var question =
                    partitions.stream()
                            .collect(
                                    Collectors.toMap(
                                            Function.identity(), _ -> OffsetSpec.latest()));
            var uncommittedToo = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);
            return Answers.await(admin.listOffsets(question, uncommittedToo).all())
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
        };
    }
}
