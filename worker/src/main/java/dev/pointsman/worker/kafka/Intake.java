package dev.pointsman.worker.kafka;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * The step from Kafka's records to jobs that may run. It never waits for a job. Owned by the poll
 * thread.
 */
final class Intake {
    /** Between two looks at whether there is room again, or an answer from the broker. */
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(5);

    /**
     * How long work at hand may keep the thread from polling. Until then it need not pause any
     * partition, which costs the client more than the poll.
     */
    private static final Duration WORK_LASTS = Duration.ofMillis(50);

    private final Consumer<byte[], byte[]> consumer;
    private final SharedFlow flow;
    private final Partitions partitions;

    Intake(Consumer<byte[], byte[]> consumer, SharedFlow flow, Partitions partitions) {
        this.consumer = consumer;
        this.flow = flow;
        this.partitions = partitions;
    }

    /**
     * Polls once, and takes what came.
     *
     * @param patience how long to wait for records when there are none
     */
    void runOnce(Duration patience) {
        if (!partitions.isResuming()) {
            flow.awaitNeed(WORK_LASTS);
        }
        partitions.balance();
        var polled = consumer.poll(atMost(patience));
        // Now, not at commit time: by then it could vouch for partitions that are others'.
        flow.vouched(consumer.groupMetadata());
        polled.partitions()
                .forEach(partition -> partitions.take(partition, polled.records(partition)));
        partitions.claim();
    }

    private Duration atMost(Duration patience) {
        if (partitions.isResuming()) {
            return Duration.ZERO;
        }
        return partitions.isWaiting() ? LOOK_AGAIN_AFTER : patience;
    }
}
