package dev.pointsman.it.chaos.watch;

import dev.pointsman.it.chaos.check.LogTopic;
import dev.pointsman.it.chaos.check.SeenRetries;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * A reader of committed retries while the faults are at work, since workers have deleted what is
 * finished of them. It skips nothing: where records are gone that it has not read, it ends with the
 * consumer's exception. {@link #run} is called by one thread; {@link #stop} is safe on every
 * thread.
 */
public final class RetryWatch implements Runnable {
    private static final Duration PATIENCE = Duration.ofMillis(50);
    private static final Duration CATCHES_UP_WITHIN = Duration.ofSeconds(20);

    private final Supplier<Consumer<byte[], byte[]>> reader;
    private final SeenRetries seen = new SeenRetries();
    private volatile boolean stopped;

    public RetryWatch(String brokers, String group) {
        this(() -> Readers.openForAll(brokers, group));
    }

    /**
     * @param reader makes one that does not go on elsewhere where records are gone
     */
    RetryWatch(Supplier<Consumer<byte[], byte[]>> reader) {
        this.reader = reader;
    }

    @Override
    public void run() {
        try (var consumer = reader.get()) {
            var partitions = Readers.partitions(LogTopic.RETRIES);
            consumer.assign(partitions);
            partitions.forEach(partition -> consumer.seek(partition, 0));
            while (!stopped) {
                step(consumer);
            }
            catchUp(consumer);
        }
    }

    /** Ends {@link #run}, when it has read what there is. */
    public void stop() {
        stopped = true;
    }

    /** What it saw; asked when {@link #run} has ended. */
    public SeenRetries seen() {
        return seen;
    }

    private void step(Consumer<byte[], byte[]> consumer) {
        consumer.poll(PATIENCE).forEach(seen::add);
        consumer.assignment().forEach(one -> seen.passed(one.partition(), consumer.position(one)));
    }

    /** Workers go on deleting while the logs are checked. */
    private void catchUp(Consumer<byte[], byte[]> consumer) {
        var ends = consumer.endOffsets(consumer.assignment(), CATCHES_UP_WITHIN);
        var begun = System.nanoTime();
        while (isBehind(consumer, ends)
                && System.nanoTime() - begun < CATCHES_UP_WITHIN.toNanos()) {
            step(consumer);
        }
    }

    private static boolean isBehind(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }
}
