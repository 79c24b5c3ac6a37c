package dev.pointsman.worker.kafka;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** What the broker says of the state topic. Safe on every thread. */
@FunctionalInterface
interface StateLog {
    /**
     * Where each of these partitions begins and ends, with an answer of its own; none is waited
     * for, since a partition without a leader has no answer for long. One that is not there has no
     * extent. The end is that of all that is written, also by transactions that are still open.
     */
    Map<TopicPartition, CompletableFuture<Optional<Extent>>> extents(
            Set<TopicPartition> partitions);

    /** From the earliest record to before the latest. */
    record Extent(long begin, long end) {}

    /** As this cluster has it. */
    static StateLog of(Admin admin) {
        return partitions -> {
            var extents =
                    described(admin, partitions)
                            .thenApply(topics -> there(partitions, topics))
                            .thenApply(there -> extents(admin, there));
            return partitions.stream()
                    .collect(
                            Collectors.toMap(
                                    Function.identity(),
                                    partition -> extents.thenCompose(it -> one(it, partition))));
        };
    }

    private static CompletableFuture<Map<String, TopicDescription>> described(
            Admin admin, Set<TopicPartition> partitions) {
        var topics = partitions.stream().map(TopicPartition::topic).distinct().toList();
        return admin.describeTopics(topics)
                .allTopicNames()
                .toCompletionStage()
                .toCompletableFuture();
    }

    /** Of one that is not there a client would have no answer, not even that. */
    private static Set<TopicPartition> there(
            Set<TopicPartition> partitions, Map<String, TopicDescription> topics) {
        return partitions.stream()
                .filter(it ->
                        it.partition() < requireNonNull(topics.get(it.topic())).partitions().size())
                .collect(Collectors.toSet());
    }

    /** All in one request a broker. */
    private static Map<TopicPartition, CompletableFuture<Extent>> extents(
            Admin admin, Set<TopicPartition> partitions) {
        var begins = ask(admin, partitions, OffsetSpec.earliest());
        var ends = ask(admin, partitions, OffsetSpec.latest());
        return partitions.stream()
                .collect(
                        Collectors.toMap(
                                Function.identity(),
                                it ->
                                        PartitionAnswers.offset(begins, it)
                                                .thenCombine(
                                                        PartitionAnswers.offset(ends, it),
                                                        Extent::new)));
    }

    private static ListOffsetsResult ask(
            Admin admin, Set<TopicPartition> partitions, OffsetSpec spec) {
        var question =
                partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> spec));
        return admin.listOffsets(question, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED));
    }

    private static CompletableFuture<Optional<Extent>> one(
            Map<TopicPartition, CompletableFuture<Extent>> extents, TopicPartition partition) {
        return Optional.ofNullable(extents.get(partition))
                .map(extent -> extent.thenApply(Optional::of))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }
}
