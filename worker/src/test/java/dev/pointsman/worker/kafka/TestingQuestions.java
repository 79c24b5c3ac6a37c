package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.SeenKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What a mock consumer's broker says of its partitions, at once, unless it is to be silent. */
final class TestingQuestions implements PartitionQuestions {
    /** Those on whose offsets a transaction is open. */
    final Set<TopicPartition> unsettled = new HashSet<>();

    /** Those without a leader, and what comes of asking for them. */
    final Map<TopicPartition, CompletableFuture<LogRange>> unled = new HashMap<>();

    /** Under which it is remembered that the group has begun a partition. */
    static final SeenKey MARK = Begun.key("workers", "jobs", new Uuid(1, 1));

    /** Topics that are not those of before, and under which marks; none if one is not there. */
    final Map<String, Optional<SeenKey>> anew = new HashMap<>();

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
        if (unled.containsKey(partition)) {
            return unled.get(partition);
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
        return topics.stream().collect(Collectors.toMap(Function.identity(), this::mark));
    }

    private Future<SeenKey> mark(String topic) {
        return anew.getOrDefault(topic, Optional.of(MARK))
                .map(CompletableFuture::completedFuture)
                .orElseGet(() ->
                        CompletableFuture.failedFuture(
                                new UnknownTopicOrPartitionException(topic)));
    }

    @Override
    public Future<Boolean> isAnyIn(LogRange log) {
        return isAny;
    }
}
