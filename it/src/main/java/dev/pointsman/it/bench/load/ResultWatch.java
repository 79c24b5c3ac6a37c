package dev.pointsman.it.bench.load;

import java.time.Duration;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.clients.consumer.Consumer;

/** Sees committed results as they come, from the end of their topic on. Owned by one thread. */
final class ResultWatch implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(50);
    private static final String ID = "ce_id";

    private final Consumer<byte[], byte[]> consumer;

    private ResultWatch(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    static ResultWatch open(String brokers, String topic, int partitions) {
        var consumer = CommittedResults.open(brokers, topic, partitions);
        consumer.seekToEnd(consumer.assignment());
        // The seek is carried out only when asked where it led.
        consumer.assignment().forEach(consumer::position);
        return new ResultWatch(consumer);
    }

    /**
     * Tells the ids of the results that have come, and when by {@link System#nanoTime} they did.
     */
    void poll(ObjLongConsumer<String> seen) {
        var records = consumer.poll(PATIENCE);
        var now = System.nanoTime();
        records.forEach(record -> seen.accept(CommittedResults.header(record, ID), now));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
