package dev.pointsman.it.bench.child;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The physical limit: poll, send the same record on, and commit every so often, in one transaction.
 * Nothing else is done, least of all anything for a rebalance. Owned by one thread, except for
 * {@link #committed}.
 */
final class CopyLoop {
    private static final Duration IDLE_PATIENCE = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final String to;
    private final long intervalNanos;
    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    private ConsumerGroupMetadata group;
    private boolean open;
    private long openSinceNanos;
    private long sent;
    private volatile long committed;

    CopyLoop(
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer,
            String to,
            Duration commitInterval) {
        this.consumer = consumer;
        this.group = consumer.groupMetadata();
        this.producer = producer;
        this.to = to;
        this.intervalNanos = commitInterval.toNanos();
    }

    /** How many records are copied for good. Safe on every thread. */
    long committed() {
        return committed;
    }

    /** Polls once, copies what came, and commits if it is time. */
    void runOnce() {
        var records = consumer.poll(patience());
        if (!records.isEmpty()) {
            begin();
            records.forEach(this::copy);
            offsets.putAll(records.nextOffsets());
            sent += records.count();
        }
        if (open && System.nanoTime() - openSinceNanos >= intervalNanos) {
            commit();
        }
    }

    private Duration patience() {
        var left = intervalNanos - (System.nanoTime() - openSinceNanos);
        return open ? Duration.ofNanos(Math.max(0, left)) : IDLE_PATIENCE;
    }

    private void begin() {
        if (!open) {
            // The metadata as they are when the first record of the transaction is polled
            // (KIP-447).
            group = consumer.groupMetadata();
            producer.beginTransaction();
            openSinceNanos = System.nanoTime();
            open = true;
        }
    }

    private void copy(ConsumerRecord<byte[], byte[]> record) {
        var copy = new ProducerRecord<>(to, null, record.key(), record.value(), record.headers());
        // What fails fails the commit.
        var _ = producer.send(copy);
    }

    private void commit() {
        producer.sendOffsetsToTransaction(offsets, group);
        producer.commitTransaction();
        offsets.clear();
        open = false;
        committed = sent;
    }
}
