package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.SeenKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Has an admin client ask the brokers. Safe on every thread. */
final class PartitionAnswers implements PartitionQuestions {
    private static final Duration POLL_PATIENCE = Duration.ofMillis(100);
    private static final Duration READING_TAKES = Duration.ofSeconds(30);

    /** Partitions whose records are looked at at once; each is held in memory a fetch at a time. */
    private static final int READERS = 2;

    private static final long READERS_IDLE_SECONDS = 5;

    private final Admin admin;
    private final String group;
    private final Supplier<Consumer<byte[], byte[]>> readers;
    private final Executor reading = readingThreads();

    /**
     * @param readers makes consumers of no group that read what is committed
     */
    PartitionAnswers(Admin admin, String group, Supplier<Consumer<byte[], byte[]>> readers) {
        this.admin = admin;
        this.group = group;
        this.readers = readers;
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

    /** What was asked of one partition, of all that are listed. */
    static CompletableFuture<Long> offset(ListOffsetsResult answers, TopicPartition partition) {
        return answers.partitionResult(partition)
                .thenApply(ListOffsetsResult.ListOffsetsResultInfo::offset)
                .toCompletionStage()
                .toCompletableFuture();
    }

    /**
     * Of a partition whose offset is not stable the client has nothing, not even that it is none.
     */
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

    @Override
    public Map<String, Future<SeenKey>> marks(Set<String> topics) {
        var marks = new HashMap<String, Future<SeenKey>>();
        admin.describeTopics(topics)
                .topicNameValues()
                .forEach((name, described) -> {
                    var mark = described.thenApply(it -> Begun.key(group, name, it.topicId()));
                    marks.put(name, mark.toCompletionStage().toCompletableFuture());
                });
        return marks;
    }

    /** Seldom asked, and so by a reader of its own, on a thread that may wait. */
    @Override
    public Future<Boolean> isAnyIn(LogRange log) {
        var question = new FutureTask<>(() -> isAnyRead(log));
        reading.execute(question);
        return question;
    }

    /** None that is virtual, for a client that selects holds its carrier; idle ones end. */
    private static Executor readingThreads() {
        var threads =
                new ThreadPoolExecutor(
                        READERS,
                        READERS,
                        READERS_IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name("look into retries ", 1).factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private boolean isAnyRead(LogRange log) {
        var end = System.nanoTime() + READING_TAKES.toNanos();
        try (var reader = readers.get()) {
            reader.assign(Set.of(log.partition()));
            reader.seek(log.partition(), log.earliest());
            while (reader.position(log.partition()) < log.latest()) {
                if (!reader.poll(POLL_PATIENCE).isEmpty()) {
                    return true;
                }
                if (System.nanoTime() - end > 0) {
                    throw new TimeoutException("cannot be read: " + log);
                }
            }
            return false;
        }
    }
}
