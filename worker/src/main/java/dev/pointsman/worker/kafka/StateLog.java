package dev.pointsman.worker.kafka;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** What the broker says of the state topic. Owned by the thread that reads state. */
interface StateLog {
    /**
     * Where each of these partitions begins and ends; of one that is not there, nothing. The end is
     * that of all that is written, also by transactions that are still open.
     */
    Map<TopicPartition, Extent> extents(Set<TopicPartition> partitions);

    /** From the earliest record to before the latest. */
    record Extent(long begin, long end) {}

    /** As this cluster has it. */
    static StateLog of(Admin admin) {
        return partitions -> {
            var there = there(admin, partitions);
            var begins = ask(admin, there, OffsetSpec.earliest());
            var ends = ask(admin, there, OffsetSpec.latest());
            var extents = new HashMap<TopicPartition, Extent>();
            ends.forEach((partition, end) ->
                    extents.put(
                            partition,
                            new Extent(
                                    requireNonNull(begins.get(partition)).offset(), end.offset())));
            return extents;
        };
    }

    private static List<TopicPartition> there(Admin admin, Set<TopicPartition> partitions) {
        var topics = partitions.stream().map(TopicPartition::topic).distinct().toList();
        var described = Answers.await(topics, admin.describeTopics(topics).allTopicNames());
        return partitions.stream()
                .filter(it ->
                        it.partition()
                                < requireNonNull(described.get(it.topic())).partitions().size())
                .toList();
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> ask(
            Admin admin, List<TopicPartition> partitions, OffsetSpec spec) {
        var question =
                partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> spec));
        var uncommittedToo = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);
        return Answers.await(admin.listOffsets(question, uncommittedToo).all());
    }
}
