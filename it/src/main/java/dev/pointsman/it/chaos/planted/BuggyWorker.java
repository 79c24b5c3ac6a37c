package dev.pointsman.it.chaos.planted;

import dev.pointsman.it.chaos.check.LogTopic;
import dev.pointsman.it.chaos.jobs.Model;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressCodec;
import dev.pointsman.worker.flow.ProgressReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A worker as small as can be, that keeps the promises of the real one but for its bug. It runs no
 * modules: the model says what they would have done. Owned by one thread.
 */
final class BuggyWorker implements ConsumerRebalanceListener {
    private static final Duration POLL_PATIENCE = Duration.ofMillis(50);
    private static final Duration BATCH_TAKES = Duration.ofMillis(800);
    private static final int POLLS_MEANWHILE = 4;
    private static final int POLLS_UNTIL_OTHERS_BEGIN = 100;

    private final Bug bug;
    private final Consumer<byte[], byte[]> consumer;
    private final BuggyTransactions transactions;
    private final PlantedCounts counts;
    private final Model model = new Model();
    private final Random random = new Random();
    private final Map<TopicPartition, PartitionWork> work = new HashMap<>();
    private boolean bereft;

    BuggyWorker(
            Bug bug,
            Consumer<byte[], byte[]> consumer,
            BuggyTransactions transactions,
            PlantedCounts counts) {
        this.bug = bug;
        this.consumer = consumer;
        this.transactions = transactions;
        this.counts = counts;
    }

    void begin() {
        consumer.subscribe(List.of(LogTopic.JOBS.topic()), this);
    }

    boolean hasPartitions() {
        return !consumer.assignment().isEmpty();
    }

    /** Polls, and answers some of what waits. */
    void step() {
        consumer.poll(POLL_PATIENCE).forEach(this::add);
        var group = consumer.groupMetadata();
        var batch = new ArrayList<PlantedJob>();
        work.values().forEach(partition -> batch.addAll(partition.some()));
        if (batch.isEmpty()) {
            return;
        }
        dawdle();
        var committed = transactions.commit(batch, offsets(batch), () -> vouch(group));
        if (committed || bug == Bug.NO_REWIND_AFTER_ABORT) {
            byPartition(batch).forEach(this::finish);
        }
        if (committed) {
            counts.committed(batch);
        } else {
            counts.aborted();
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        consumer.committed(Set.copyOf(partitions)).forEach(this::takeUp);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(work::remove);
        bereft = bereft || !partitions.isEmpty();
    }

    /** A job that takes its time, so that a pause finds it with a batch in hand. */
    private void dawdle() {
        if (bug == Bug.ZOMBIE_MAY_COMMIT) {
            LockSupport.parkNanos(BATCH_TAKES.toNanos());
        }
    }

    /** For the right to commit what it polled. Kafka warns of the one without a member, rightly. */
    @SuppressWarnings("removal")
    private ConsumerGroupMetadata vouch(ConsumerGroupMetadata polled) {
        return switch (bug) {
            case ZOMBIE_MAY_COMMIT -> new ConsumerGroupMetadata(polled.groupId());
            case GROUP_METADATA_AT_COMMIT -> vouchLate();
            default -> polled;
        };
    }

    /**
     * It goes on polling meanwhile, as one would that does not want to lose its partitions; and
     * when it loses some all the same, for long enough that their next owner begins.
     */
    private ConsumerGroupMetadata vouchLate() {
        bereft = false;
        for (var i = 0; i < (bereft ? POLLS_UNTIL_OTHERS_BEGIN : POLLS_MEANWHILE); i++) {
            consumer.pause(consumer.assignment());
            consumer.poll(POLL_PATIENCE).forEach(this::add);
        }
        consumer.resume(consumer.assignment());
        return consumer.groupMetadata();
    }

    private void takeUp(TopicPartition partition, @Nullable OffsetAndMetadata committed) {
        var newestFirst = bug == Bug.KEY_ORDER_IGNORED_AFTER_REBALANCE;
        var progress = committed == null ? Progress.upTo(0) : progress(committed);
        work.put(partition, new PartitionWork(progress, newestFirst, random));
        counts.takeUp(partition);
        consumer.seek(partition, progress.base());
    }

    private Progress progress(OffsetAndMetadata committed) {
        var known = bug == Bug.LOST_METADATA ? "" : committed.metadata();
        return switch (ProgressCodec.read(committed.offset(), known)) {
            case ProgressReading.Ours(var progress) -> progress;
            case ProgressReading.Foreign(var progress) -> progress;
            case ProgressReading.Unreadable(var reason) -> throw new IllegalStateException(reason);
        };
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        var answer = model.answer(record);
        var job =
                Model.cancel(record)
                        .map(cancel -> PlantedJob.cancel(record, answer, cancel, bug))
                        .orElseGet(() -> PlantedJob.of(record, answer, bug));
        var partition = work.get(job.partition());
        if (partition != null && partition.add(job) && bug != Bug.CANCEL_IGNORED) {
            Model.cancel(record).ifPresent(partition::withdraw);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(List<PlantedJob> batch) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        byPartition(batch)
                .forEach((partition, jobs) -> {
                    var mine = workOf(partition);
                    var early = bug == Bug.COUNTED_TOO_EARLY;
                    var progress = mine.progress(early ? mine.withOneMore(jobs) : jobs);
                    var metadata = ProgressCodec.write(progress);
                    offsets.put(partition, new OffsetAndMetadata(progress.base(), metadata));
                });
        return offsets;
    }

    private void finish(TopicPartition partition, List<PlantedJob> jobs) {
        // A rebalance in the middle of the transaction may have taken it away.
        var mine = work.get(partition);
        if (mine != null) {
            mine.finish(jobs);
        }
    }

    private PartitionWork workOf(TopicPartition partition) {
        return work.computeIfAbsent(
                partition, _ -> new PartitionWork(Progress.upTo(0), false, random));
    }

    private static Map<TopicPartition, List<PlantedJob>> byPartition(List<PlantedJob> batch) {
        var partitions = new HashMap<TopicPartition, List<PlantedJob>>();
        batch.forEach(job ->
                partitions.computeIfAbsent(job.partition(), _ -> new ArrayList<>()).add(job));
        return partitions;
    }
}
