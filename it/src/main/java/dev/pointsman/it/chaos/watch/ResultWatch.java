package dev.pointsman.it.chaos.watch;

import dev.pointsman.contracts.HeaderName;
import dev.pointsman.it.chaos.check.LogTopic;
import dev.pointsman.it.chaos.check.SeenResults;
import dev.pointsman.it.chaos.jobs.Places;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A reader of committed results while the faults are at work: it remembers what it saw. {@link
 * #run} is called by one thread; the others are safe on every thread.
 */
public final class ResultWatch implements Runnable {
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private final String brokers;
    private final String group;
    private final Published published;
    private final Recoveries recoveries;
    private final SeenResults seen = new SeenResults();
    private volatile long count;
    private volatile boolean stopped;

    public ResultWatch(String brokers, String group, Published published, Recoveries recoveries) {
        this.brokers = brokers;
        this.group = group;
        this.published = published;
        this.recoveries = recoveries;
    }

    @Override
    public void run() {
        try (var consumer = Readers.open(brokers, group, Readers.COMMITTED)) {
            consumer.assign(Readers.partitions(LogTopic.RESULTS));
            while (!stopped) {
                step(consumer);
            }
        }
    }

    /** Ends {@link #run}. */
    public void stop() {
        stopped = true;
    }

    /** How many results it has seen. */
    public long count() {
        return count;
    }

    /** What it saw; asked when {@link #run} has ended. */
    public SeenResults seen() {
        return seen;
    }

    private void step(Consumer<byte[], byte[]> consumer) {
        consumer.poll(PATIENCE).forEach(this::see);
        consumer.assignment().forEach(one -> seen.passed(one.partition(), consumer.position(one)));
        count = seen.count();
    }

    private void see(ConsumerRecord<byte[], byte[]> result) {
        seen.add(result);
        published
                .answered(Places.header(result, HeaderName.ID))
                .ifPresent(partition -> recover(partition, result));
    }

    private void recover(int partition, ConsumerRecord<byte[], byte[]> result) {
        var ended = Instant.parse(Places.header(result, HeaderName.TIME));
        recoveries.seen(partition, ended.toEpochMilli(), System.currentTimeMillis());
    }
}
