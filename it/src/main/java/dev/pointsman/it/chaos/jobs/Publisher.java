package dev.pointsman.it.chaos.jobs;

import dev.pointsman.contracts.HeaderName;
import dev.pointsman.contracts.JobCancel;
import dev.pointsman.it.chaos.watch.Published;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the jobs of a run, each once, at the pace of the faults and of the workers. {@link
 * #run} is called by one thread; the others are safe on every thread.
 */
public final class Publisher implements Runnable {
    /** Longer than any broker of a run is down. */
    private static final int PATIENCE_MILLIS = 300_000;

    private static final long LOOK_EVERY_MILLIS = 5;

    /** So many may wait for a result: a queue without end would only be recovery time. */
    private static final int MOST_WAITING = 3_000;

    private final String brokers;
    private final JobMix mix;
    private final Pace pace;
    private final Published published;
    private final LongSupplier answered;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private int cancels;
    private volatile Optional<Exception> failure = Optional.empty();

    /**
     * @param published is told what the broker has taken
     * @param answered how many results were seen
     */
    public Publisher(
            String brokers, JobMix mix, Pace pace, Published published, LongSupplier answered) {
        this.brokers = brokers;
        this.mix = mix;
        this.pace = pace;
        this.published = published;
        this.answered = answered;
    }

    /** Why not everything could be published, if so. */
    public Optional<Exception> failure() {
        return failure;
    }

    /** Ends {@link #run} early. */
    public void stop() {
        stopped.countDown();
    }

    @Override
    public void run() {
        try (var producer = producer()) {
            for (var number = 0; number < pace.jobs() && isTurn(number); number++) {
                send(producer, mix.next());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for it; false if it never comes. */
    private boolean isTurn(int number) throws InterruptedException {
        while (number >= pace.allowed()
                || number - cancels - answered.getAsLong() >= MOST_WAITING) {
            if (stopped.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return failure.isEmpty() && stopped.getCount() > 0;
    }

    private void send(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        if (isCancel(record)) {
            // Nobody answers it.
            cancels++;
            var _ = producer.send(record, (place, reason) -> taken("", place, reason));
            return;
        }
        var id = record.headers().lastHeader(HeaderName.ID);
        var name = id == null ? "" : new String(id.value(), StandardCharsets.UTF_8);
        var _ = producer.send(record, (place, reason) -> taken(name, place, reason));
    }

    private static boolean isCancel(ProducerRecord<byte[], byte[]> record) {
        var type = record.headers().lastHeader(HeaderName.TYPE);
        return type != null
                && new String(type.value(), StandardCharsets.UTF_8).equals(JobCancel.TYPE);
    }

    private void taken(String id, RecordMetadata place, @Nullable Exception reason) {
        if (reason == null) {
            published.add(id, place.partition());
        } else {
            failure = Optional.of(reason);
        }
    }

    private Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                        ProducerConfig.LINGER_MS_CONFIG, 2,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                (int) Duration.ofSeconds(5).toMillis()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
