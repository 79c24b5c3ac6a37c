package dev.pointsman.peers;

import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.CommitMode;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ParallelConsumerOptionsBuilder;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import io.confluent.parallelconsumer.PollContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Confluent's Parallel Consumer: jobs of a key in order, in transactions. Safe on every thread. */
final class ParallelConsumer implements JobSource {
    /** How it is set. */
    enum Setting {
        DEFAULTS(Clients.USUAL_LINGER_MILLIS),
        /** What it did most jobs with, of those that were tried. */
        TUNED(0);

        private static final int THREADS = 100;
        private static final Duration COMMIT_EVERY = Duration.ofMillis(100);

        /** Of its producer: each of its threads waits for what it has sent. */
        private final int lingerMillis;

        Setting(int lingerMillis) {
            this.lingerMillis = lingerMillis;
        }

        private ParallelConsumerOptionsBuilder<byte[], byte[]> on(
                ParallelConsumerOptionsBuilder<byte[], byte[]> options) {
            return switch (this) {
                case DEFAULTS -> options;
                case TUNED -> options.maxConcurrency(THREADS).commitInterval(COMMIT_EVERY);
            };
        }
    }

    private final Guests guests;
    private final Records records;
    private final Tenants tenants;
    private final ParallelStreamProcessor<byte[], byte[]> processor;
    private final LongAdder answered = new LongAdder();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicReference<String> fault = new AtomicReference<>("");

    ParallelConsumer(Settings settings, Guests guests, Records records, Setting setting) {
        this.guests = guests;
        this.records = records;
        this.tenants = Tenants.of(settings);
        var options =
                setting.on(
                        ParallelConsumerOptions.<byte[], byte[]>builder()
                                .ordering(ProcessingOrder.KEY)
                                .commitMode(CommitMode.PERIODIC_TRANSACTIONAL_PRODUCER)
                                .consumer(Clients.consumer(settings, false))
                                .producer(Clients.producer(settings, setting.lingerMillis)));
        processor = ParallelStreamProcessor.createEosStreamProcessor(options.build());
        processor.subscribe(List.of(settings.jobs()));
        processor.pollAndProduceMany(this::answer, _ -> {});
    }

    /** It does not tell when it has them, but by its first job. */
    @Override
    public void awaitPartitions() throws InterruptedException {
        begun.await();
    }

    /** Those that are sent; they are committed up to a commit interval later. */
    @Override
    public long committed() {
        if (!fault.get().isEmpty()) {
            throw new IllegalStateException(fault.get());
        }
        return answered.sum();
    }

    @Override
    public void close() {
        processor.close();
    }

    private List<ProducerRecord<byte[], byte[]>> answer(PollContext<byte[], byte[]> context) {
        begun.countDown();
        var job = new Job(context.getSingleConsumerRecord(), tenants);
        try {
            guests.run(job);
        } catch (RuntimeException e) {
            // It would be tried again for ever.
            fault.set(e.toString());
            throw e;
        }
        answered.increment();
        return records.of(job);
    }
}
