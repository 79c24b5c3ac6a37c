package dev.pointsman.worker.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** The topic of retries between a mock producer and a mock consumer. Owned by one thread. */
final class TestingRetryTopic {
    static final TopicPartition RETRIES_ZERO = new TopicPartition("retries", 0);

    final TestingConsumer consumer =
            new TestingConsumer(
                    Stream.of(TestingJobs.ZERO, TestingJobs.ONE, TestingJobs.TWO)
                            .map(jobs -> new TopicPartition("retries", jobs.partition()))
                            .collect(Collectors.toUnmodifiableSet()));

    /** How far the clock by which jobs are due is ahead of the system's. */
    Duration ahead = Duration.ZERO;

    /** How many records transactions that are still open have written to each partition. */
    long open;

    private int taken;
    private boolean leaderless;
    private final Map<TopicPartition, CompletableFuture<Long>> unanswered = new HashMap<>();

    /** One who reads it. */
    RetryReader reader(SharedLater later, RetryClaims claims, JobRecords records, JobTopics jobs) {
        return new RetryReader(
                consumer,
                later,
                claims,
                new RetryMoves(later, records, "urn:pointsman:workers", this::end, clock()),
                new RetryCatchUp(later, this::end),
                _ -> {},
                jobs,
                clock());
    }

    private InstantSource clock() {
        return () -> Instant.now().plus(ahead);
    }

    /** What was committed since goes to the end of its partition. */
    void take(TestingProducer producer) {
        var committed = producer.committed("retries");
        committed.stream()
                .skip(taken)
                .forEach(it ->
                        consumer.append(
                                new TopicPartition("retries", it.partition()),
                                it.key(),
                                it.value(),
                                it.headers()));
        taken = committed.size();
    }

    /** Nobody can say where its partitions end. */
    void loseLeaders() {
        leaderless = true;
    }

    /** Those questions are answered that were asked until now, and no others. */
    void answerLate() {
        unanswered.forEach((partition, end) -> end.complete(consumer.written(partition)));
        unanswered.clear();
    }

    /** What was committed since is nowhere to be read. */
    void leaveOut(TestingProducer producer) {
        taken = producer.committed("retries").size();
    }

    /** Where a partition ends. */
    Future<Long> end(TopicPartition partition) {
        return leaderless
                ? unanswered.computeIfAbsent(partition, _ -> new CompletableFuture<>())
                : CompletableFuture.completedFuture(consumer.written(partition) + open);
    }

    Set<TopicPartition> assigned() {
        return consumer.assignment();
    }
}
