package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.SeenKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** What a mock consumer's broker says of its partitions, at once, unless it is to be silent. */
final class TestingQuestions implements PartitionQuestions {
    /** Those on whose offsets a transaction is open. */
    final Set<TopicPartition> unsettled = new HashSet<>();

    /** Those without a leader. */
    final Set<TopicPartition> unled = new HashSet<>();

    /** Under which it is remembered that the group has begun a partition. */
    static final SeenKey MARK = Begun.key("workers", "jobs", new Uuid(1, 1));

    /** Whether any record is found in a partition of retries. */
    CompletableFuture<Boolean> isAny = CompletableFuture.completedFuture(false);

    /** How often it was asked for offsets. */
    int asked;

    private final TestingConsumer consumer;

    TestingQuestions(TestingConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public Map<TopicPartition, Future<LogRange>> ranges(Set<TopicPartition> partitions) {
        return partitions.stream().collect(Collectors.toMap(Function.identity(), this::range));
    }

    private Future<LogRange> range(TopicPartition partition) {
        if (unled.contains(partition)) {
            return new CompletableFuture<>();
        }
        var one = Set.of(partition);
        var earliest = consumer.beginningOffsets(one, Duration.ZERO).get(partition);
        var latest = consumer.endOffsets(one, Duration.ZERO).get(partition);
        return CompletableFuture.completedFuture(new LogRange(partition, earliest, latest));
    }

    @Override
    public Future<Set<TopicPartition>> settled(Set<TopicPartition> partitions) {
        asked++;
        var settled = new HashSet<>(partitions);
        settled.removeAll(unsettled);
        return CompletableFuture.completedFuture(settled);
    }

    @Override
    public Map<String, Future<SeenKey>> marks(Set<String> topics) {
        return topics.stream()
                .collect(
                        Collectors.toMap(
                                Function.identity(), _ -> CompletableFuture.completedFuture(MARK)));
    }

    @Override
    public Future<Boolean> isAnyIn(LogRange log) {
        return isAny;
    }
}
