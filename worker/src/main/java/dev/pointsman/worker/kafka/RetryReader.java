package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.Retry;
import dev.pointsman.worker.kafka.SharedLater.DueJob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads the jobs that wait for another attempt, of the partitions this worker has claimed, and
 * wakes those that are due. Their partitions are no part of the group's: they go with those of the
 * jobs. Owned by the thread that reads retries.
 */
final class RetryReader implements Callable<Void> {
    /** Between two looks at what no record tells of: whether there is room again, or an answer. */
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(50);

    /** When there is nothing to look at: what is claimed wakes it, as do records that come. */
    private static final Duration IDLE_PATIENCE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final SharedLater later;
    private final RetryClaims claims;
    private final RetryMoves moves;
    private final RetryCatchUp catchUp;
    private final java.util.function.Consumer<Set<TopicPartition>> trimming;
    private final JobTopics topics;
    private final InstantSource time;
    private Map<TopicPartition, RetryClaims.Held> reading = Map.of();

    RetryReader(
            Consumer<byte[], byte[]> consumer,
            SharedLater later,
            RetryClaims claims,
            RetryMoves moves,
            RetryCatchUp catchUp,
            java.util.function.Consumer<Set<TopicPartition>> trimming,
            JobTopics topics,
            InstantSource time) {
        this.consumer = consumer;
        this.later = later;
        this.claims = claims;
        this.moves = moves;
        this.catchUp = catchUp;
        this.trimming = trimming;
        this.topics = topics;
        this.time = time;
        later.readBy(Optional.of(consumer::wakeup));
    }

    @Override
    public Void call() throws InterruptedException {
        try {
            while (!later.isClosed()) {
                runOnce(IDLE_PATIENCE);
            }
        } finally {
            later.readBy(Optional.empty());
        }
        return null;
    }

    /** Polls once, no longer than until the next job is due, or somebody has news. */
    void runOnce(Duration patience) throws InterruptedException {
        try {
            var news = later.news();
            assign(claims.open());
            if (reading.isEmpty()) {
                later.awaitNews(news, patience);
            } else {
                read(patience);
            }
        } catch (WakeupException _) {
            // Somebody has: what was not asked or read for it is in the next round.
        }
    }

    private void read(Duration patience) {
        balance();
        var polled = consumer.poll(later.untilDue(isWaiting() ? shorter(patience) : patience));
        polled.partitions().forEach(partition -> take(partition, polled.records(partition)));
        catchUp.look(partition -> Positions.ifKnown(consumer, partition));
        later.awaken();
        trimming.accept(reading.keySet());
    }

    /** Whether something will change that nobody tells of. */
    private boolean isWaiting() {
        return catchUp.isUnderWay() || !consumer.paused().isEmpty();
    }

    private static Duration shorter(Duration patience) {
        return patience.compareTo(LOOK_AGAIN_AFTER) < 0 ? patience : LOOK_AGAIN_AFTER;
    }

    /** A claim that is new begins where its partition had got; one that was released is left. */
    private void assign(Map<TopicPartition, RetryClaims.Held> open) {
        if (open.equals(reading)) {
            return;
        }
        consumer.assign(open.keySet());
        open.forEach((partition, held) -> {
            if (!held.equals(reading.get(partition))) {
                consumer.seek(partition, held.begin());
            }
        });
        reading = open;
        catchUp.assigned(open);
    }

    private void balance() {
        var full = new HashSet<TopicPartition>();
        reading.forEach((partition, held) -> {
            if (later.isFull(held.claim())) {
                full.add(partition);
                var jobs = new TopicPartition(held.jobs(), partition.partition());
                moves.makeRoom(
                        held.claim(),
                        jobs,
                        partition,
                        () -> Positions.ifKnown(consumer, partition));
            }
        });
        if (!full.equals(consumer.paused())) {
            consumer.resume(consumer.paused());
            consumer.pause(full);
        }
    }

    private void take(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        var held = reading.get(partition);
        if (held != null) {
            var now = time.instant();
            var nowNanos = System.nanoTime();
            var jobs = records.stream().map(it -> due(it, held, now, nowNanos)).toList();
            later.take(held.claim(), jobs).ifPresent(left -> consumer.seek(partition, left));
        }
    }

    private DueJob due(
            ConsumerRecord<byte[], byte[]> record,
            RetryClaims.Held held,
            Instant now,
            long nowNanos) {
        var job = TakenJob.again(record, held.jobs(), topics, held.states());
        var wait =
                job.polled()
                        .retry()
                        .filter(_ -> job.reading() instanceof Reading.Accepted)
                        .map(retry -> wait(now, retry.due()))
                        .orElse(Duration.ZERO);
        return new DueJob(job, nowNanos + wait.toNanos());
    }

    /** No worker has a job wait for longer; one that reads so was not written by any. */
    private static Duration wait(Instant now, Instant due) {
        var wait = Duration.between(now, due);
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(Retry.MAX_WITHIN) > 0 ? Retry.MAX_WITHIN : wait;
    }
}
