package dev.pointsman.worker.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Has an admin client ask the brokers. Safe on every thread. */
final class PartitionAnswers implements PartitionQuestions {
    private final Admin admin;
    private final String group;

    PartitionAnswers(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    /** All in one request a broker, and each with an answer of its own. */
    @Override
    public Map<TopicPartition, Future<LogRange>> ranges(Set<TopicPartition> partitions) {
        var earliest = ask(partitions, OffsetSpec.earliest());
        var latest = ask(partitions, OffsetSpec.latest());
        var ranges = new HashMap<TopicPartition, Future<LogRange>>();
        for (var partition : partitions) {
            var begin = offset(earliest, partition);
            var end = offset(latest, partition);
            ranges.put(
                    partition,
                    begin.thenCombine(end, (from, to) -> new LogRange(partition, from, to)));
        }
        return ranges;
    }

    private ListOffsetsResult ask(Set<TopicPartition> partitions, OffsetSpec spec) {
        var committedOnly = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        return admin.listOffsets(
                partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> spec)),
                committedOnly);
    }

    private static CompletableFuture<Long> offset(
            ListOffsetsResult answers, TopicPartition partition) {
        return answers.partitionResult(partition)
                .thenApply(ListOffsetsResult.ListOffsetsResultInfo::offset)
                .toCompletionStage()
                .toCompletableFuture();
    }

    /** Of a partition whose offset is not stable the client has nothing, not even that it is none. */
    @Override
    public Future<Set<TopicPartition>> settled(Set<TopicPartition> partitions) {
        var spec = new ListConsumerGroupOffsetsSpec().topicPartitions(partitions);
        var stableOnly = new ListConsumerGroupOffsetsOptions().requireStable(true);
        return admin.listConsumerGroupOffsets(Map.of(group, spec), stableOnly)
                .partitionsToOffsetAndMetadata(group)
                .thenApply(offsets -> Set.copyOf(offsets.keySet()))
                .toCompletionStage()
                .toCompletableFuture();
    }
}
