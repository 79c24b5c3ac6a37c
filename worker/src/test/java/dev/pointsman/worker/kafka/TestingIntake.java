package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.JobResultCodec;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.sandbox.JobThreads;
import dev.pointsman.worker.tenant.Tenants;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** An intake of three partitions, between mock clients of Kafka. Owned by one thread. */
final class TestingIntake implements AutoCloseable {
    final TestingConsumer consumer =
            new TestingConsumer(Set.of(TestingJobs.ZERO, TestingJobs.ONE, TestingJobs.TWO));
    final TestingProducer producer = new TestingProducer();

    /** What listeners were told, and how many transactions were committed by then. */
    final List<FinishedJob> told = new ArrayList<>();

    final List<Long> commitsWhenTold = new ArrayList<>();

    /** The topics there are beside ours. */
    final List<String> topics = new ArrayList<>();

    /** What happens while jobs run: nothing, unless a test says otherwise. */
    Runnable meanwhile = () -> {};

    private final JobThreads threads;
    private final Intake intake;

    TestingIntake() {
        this(Duration.ofSeconds(30), 2);
    }

    TestingIntake(Duration commitInterval, int concurrency) {
        this.threads = new JobThreads(concurrency);
        var known = new KnownTopics(() -> Set.copyOf(topics), InstantSource.system());
        var transactions = new Transactions(producer, new JobRecords(TestingJobs.TOPICS), known, List.of());
        transactions.begin();
        var work = new JobWork(TestingRunner.of(this::tenants), threads, List.of(this::tell), List.of());
        this.intake = new Intake(consumer, transactions, work, commitInterval);
    }

    TestingIntake add(ConsumerRecord<byte[], byte[]> record) {
        consumer.addRecord(record);
        return this;
    }

    int step() {
        return intake.runOnce(Duration.ZERO);
    }

    /** The committed results, in order. */
    List<JobResult> results() {
        return producer.committed("results").stream()
                .map(it -> JobResultCodec.read(it.headers(), Payload.copyOf(it.value())))
                .map(it -> ((Reading.Accepted<JobResult>) it).value())
                .toList();
    }

    /** The ids of the committed results, each with its outcome: {@code 0-42 success}. */
    List<String> outcomes() {
        return results().stream().map(it -> it.id() + " " + word(it.outcome())).toList();
    }

    /** The offsets committed last. */
    Map<TopicPartition, Long> offsets() {
        var offsets = producer.consumerGroupOffsetsHistory().getLast().get("workers");
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
    }

    @Override
    public void close() {
        threads.close();
    }

    private Tenants tenants() {
        meanwhile.run();
        return TestingRunner.ACME;
    }

    private void tell(FinishedJob job) {
        told.add(job);
        commitsWhenTold.add(producer.commitCount());
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Errored(ErrorCode code, _) -> code.code();
            default -> outcome.word();
        };
    }
}
