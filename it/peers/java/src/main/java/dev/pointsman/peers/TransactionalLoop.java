package dev.pointsman.peers;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;

/**
 * Poll, run, send, and commit every so often, in one transaction: one thread, as Kafka's own
 * example has it. Safe on every thread.
 */
final class TransactionalLoop implements JobSource {
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Settings settings;
    private final Guests guests;
    private final Records records;
    private final Tenants tenants;
    private final CountDownLatch assigned = new CountDownLatch(1);
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    private volatile boolean stopped;
    private volatile long committed;

    TransactionalLoop(Settings settings, Guests guests, Records records) {
        this.settings = settings;
        this.guests = guests;
        this.records = records;
        this.tenants = Tenants.of(settings);
        Thread.ofPlatform().name("jobs").start(this::run);
    }

    @Override
    public void awaitPartitions() throws InterruptedException {
        assigned.await();
        committed();
    }

    @Override
    public long committed() {
        if (end.isDone()) {
            end.join();
        }
        return committed;
    }

    @Override
    public void close() {
        stopped = true;
        end.join();
    }

    private void run() {
        try (var consumer = Clients.consumer(settings, true);
                var producer = Clients.producer(settings, Clients.USUAL_LINGER_MILLIS)) {
            producer.initTransactions();
            consumer.subscribe(List.of(settings.jobs()));
            work(consumer, producer);
            end.complete(true);
        } catch (RuntimeException e) {
            end.completeExceptionally(e);
        } finally {
            assigned.countDown();
        }
    }

    private void work(
            KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer) {
        var done = 0L;
        var endNanos = 0L;
        ConsumerGroupMetadata group = consumer.groupMetadata();
        while (!stopped) {
            var polled = consumer.poll(PATIENCE);
            if (!consumer.assignment().isEmpty()) {
                assigned.countDown();
            }
            if (!polled.isEmpty() && offsets.isEmpty()) {
                group = consumer.groupMetadata();
                producer.beginTransaction();
                endNanos = System.nanoTime() + settings.interval().toNanos();
            }
            polled.forEach(record -> answer(producer, record));
            done += polled.count();
            if (!offsets.isEmpty() && System.nanoTime() - endNanos >= 0) {
                producer.sendOffsetsToTransaction(offsets, group);
                producer.commitTransaction();
                offsets.clear();
                committed = done;
            }
        }
    }

    private void answer(
            KafkaProducer<byte[], byte[]> producer, ConsumerRecord<byte[], byte[]> record) {
        var job = new Job(record, tenants);
        guests.run(job);
        for (var wanted : records.of(job)) {
            // What fails fails the commit.
            var _ = producer.send(wanted);
        }
        offsets.put(
                new TopicPartition(record.topic(), record.partition()),
                new OffsetAndMetadata(record.offset() + 1));
    }
}
