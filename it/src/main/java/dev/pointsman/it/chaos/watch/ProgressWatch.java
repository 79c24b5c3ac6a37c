package dev.pointsman.it.chaos.watch;

import dev.pointsman.it.chaos.check.CommittedOffset;
import dev.pointsman.it.chaos.check.LogTopic;
import dev.pointsman.it.chaos.check.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks now and then how far the group says it has got, a partition at a time. {@link #run} is
 * called by one thread; {@link #stop} is safe on every thread.
 */
public final class ProgressWatch implements Runnable {
    /** Comparing one costs a look at every job of a partition. */
    private static final int MOST = 256;

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long FIRST_PAUSE_MILLIS = 100;

    private final String brokers;
    private final String group;
    private final List<Snapshot> snapshots = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private long pauseMillis = FIRST_PAUSE_MILLIS;

    public ProgressWatch(String brokers, String group) {
        this.brokers = brokers;
        this.group = group;
    }

    @Override
    public void run() {
        try (var committed = Readers.open(brokers, group, Readers.COMMITTED);
                var uncommitted = Readers.open(brokers, group, Readers.UNCOMMITTED)) {
            for (var turn = 0; !stopped.await(pauseMillis, TimeUnit.MILLISECONDS); turn++) {
                look(committed, uncommitted, turn % Readers.PARTITIONS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends {@link #run}. */
    public void stop() {
        stopped.countDown();
    }

    /** What it saw; asked when {@link #run} has ended. */
    public List<Snapshot> snapshots() {
        return List.copyOf(snapshots);
    }

    private void look(
            Consumer<byte[], byte[]> committed, Consumer<byte[], byte[]> uncommitted, int number) {
        try {
            var before = Readers.ends(committed, LogTopic.RESULTS, PATIENCE);
            var jobs = new TopicPartition(LogTopic.JOBS.topic(), number);
            // A reader of committed records waits here until no transaction is pending on it.
            var offset = committed.committed(Set.of(jobs), PATIENCE).get(jobs);
            var after = Readers.ends(uncommitted, LogTopic.RESULTS, PATIENCE);
            if (offset != null) {
                var told = new CommittedOffset(number, offset.offset(), offset.metadata());
                remember(new Snapshot(before, told, after));
            }
        } catch (KafkaException _) {
            // The broker is down, or the partition never quiet: there will be other moments.
        }
    }

    /** Of a long run every second, every fourth ... moment is kept. */
    private void remember(Snapshot snapshot) {
        snapshots.add(snapshot);
        if (snapshots.size() == MOST) {
            for (var i = MOST - 1; i > 0; i -= 2) {
                snapshots.remove(i);
            }
            pauseMillis *= 2;
        }
    }
}
