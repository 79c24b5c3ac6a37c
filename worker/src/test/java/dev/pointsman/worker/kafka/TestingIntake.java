package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.JobCancel;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.FlowLimits;
import dev.pointsman.worker.flow.ProgressReading;
import dev.pointsman.worker.job.DuplicateWindows;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.job.JobListener;
import dev.pointsman.worker.job.JobRun;
import dev.pointsman.worker.job.KeyOrders;
import dev.pointsman.worker.sandbox.JobThreads;
import dev.pointsman.worker.state.KeyStates;
import dev.pointsman.worker.tenant.Tenants;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** An intake that owns three partitions, between mock clients of Kafka. Owned by one thread. */
final class TestingIntake implements AutoCloseable {
    final TestingConsumer consumer =
            new TestingConsumer(Set.of(TestingJobs.ZERO, TestingJobs.ONE, TestingJobs.TWO));
    final TestingProducer producer = new TestingProducer();

    /** What listeners were told, and how many transactions were committed by then. */
    final List<FinishedJob> told = new ArrayList<>();

    final List<Long> commitsWhenTold = new ArrayList<>();

    /** What was told of transactions. */
    final List<TransactionStep> steps = new ArrayList<>();

    /** The topics there are beside ours. */
    final List<String> topics = new ArrayList<>();

    /** Those of them that take nothing, and why. */
    final Map<String, String> ailing = new HashMap<>();

    /** How many bytes topics say they take. */
    final Map<String, Integer> sizes = new HashMap<>();

    /** What happens while jobs run: nothing, unless a test says otherwise. */
    Runnable meanwhile = () -> {};

    /** What happens when a guest has ended, and its job has not. */
    Runnable afterwards = () -> {};

    /** How jobs are run: as by a worker, but that their modules are waited for. */
    JobRun runs = this::runThen;

    /** The policies by which jobs are run. */
    Tenants tenants = TestingRunner.ACME;

    /** The policies by which duplicates are looked for. */
    Tenants policies = TestingRunner.ACME;

    /** What time it is for duplicates. */
    InstantSource time = InstantSource.system();

    /** What was told of cancels: the job, and how many were found. */
    final List<String> cancels = new ArrayList<>();

    /** What outlives a session. */
    final Readiness readiness = new Readiness();

    OptionalLong lag = OptionalLong.of(0);

    /** The state topic, as the broker has it. */
    final TestingStateTopic state = new TestingStateTopic();

    /** The topic of retries, as the broker has it. */
    final TestingRetryTopic retries = new TestingRetryTopic();

    /** What is to be told of retries. */
    final RetryFigures figures = new RetryFigures();

    /** What brokers say of partitions, and what time it is for who asks them again. */
    final TestingQuestions questions = new TestingQuestions(consumer);

    long nanos;

    /** Who commits how far partitions have got that are claimed; nobody, unless a test says so. */
    BiConsumer<Claim, Renewal> renewals = (_, _) -> {};

    private final Verdicts verdicts = new Verdicts(() -> time.instant());
    private final JobThreads threads = new JobThreads(1);
    final SharedFlow flow;
    private final Partitions partitions;
    private final Intake intake;
    private final RetryReader reader;
    private final JobLoop jobs;
    private final Committer committer;
    private final Health health;

    private final JobListener listener =
            new JobListener() {
                @Override
                public void jobsEnded(List<FinishedJob> ended) {
                    ended.forEach(TestingIntake.this::tell);
                }

                @Override
                public void cancelCame(JobCancel cancel, Origin origin, int found) {
                    cancels.add(cancel.id() + " " + found);
                }
            };

    TestingIntake() {
        this(new FlowLimits(500, 500, Duration.ofSeconds(30), 1_000_000_000));
    }

    TestingIntake(FlowLimits limits) {
        flow = new SharedFlow(limits);
        var jobTopics = JobTopics.one(TestingJobs.JOBS);
        var starts =
                new StateStarts(
                        new Starts(
                                consumer,
                                jobTopics,
                                _ -> new TopicLook.Fine(),
                                new PartitionLooks(questions, jobTopics, () -> nanos),
                                new Beginnings("--group workers")),
                        state.loads,
                        state.budget,
                        verdicts);
        var later = flow.later();
        var claims = new RetryClaims(later, jobTopics, new KeyOrders(() -> tenants), figures);
        figures.watch(later);
        var records = new JobRecords(TestingJobs.TOPICS);
        reader = retries.reader(later, claims, records, jobTopics);
        partitions =
                new Partitions(
                        consumer,
                        flow,
                        starts,
                        claims,
                        new Renewals((it, how) -> renewals.accept(it, how), () -> nanos),
                        new Refusals(() -> nanos),
                        Duration.ZERO,
                        jobTopics,
                        new Cancels(flow, List.of(listener)),
                        new DuplicateWindows(() -> policies, () -> time.instant()));
        intake = new Intake(consumer, flow, partitions);
        JobRun run = (a, b, c, d) -> runs.run(a, b, c, d);
        jobs = new JobLoop(flow, run, TestingRunner.CANCELLED, records, verdicts);
        committer = new Committer(flow, transactions(), verdicts, List.of(listener), readiness);
        var probe = new Probe(consumer, questions, jobTopics, 0);
        health = new Health(partitions, flow, _ -> lag, probe, readiness);
        consumer.subscribe(List.of(TestingJobs.JOBS), partitions);
        consumer.rebalance(Set.of(TestingJobs.ZERO, TestingJobs.ONE, TestingJobs.TWO));
        poll();
    }

    private FinishedJob runThen(
            Origin origin, Optional<Payload> key, Reading<JobRequest> job, KeyStates states) {
        var finished = TestingRunner.of(this::tenants).runToEnd(origin, key, job, states);
        afterwards.run();
        return finished;
    }

    private Transactions transactions() {
        var known = new TestingTopics(topics, ailing, sizes).known();
        var records = new JobRecords(TestingJobs.TOPICS);
        var check = new TopicCheck(TestingJobs.TOPICS.guarded(), known, records);
        var transactions =
                new Transactions(
                        producer, records, check, verdicts, List.of((step, _) -> steps.add(step)));
        transactions.begin();
        return transactions;
    }

    TestingIntake add(ConsumerRecord<byte[], byte[]> record) {
        consumer.addRecord(record);
        return this;
    }

    /** Polls, runs all that may run, and commits it; returns how many jobs were committed. */
    int step() {
        poll();
        runJobs();
        return commit();
    }

    /** Polls, and reads what state is wanted as if that took no time. */
    void poll() {
        intake.runOnce(Duration.ZERO);
        if (!state.loads.wanted().isEmpty()) {
            state.read();
            partitions.claim();
        }
    }

    /** Has what waits for another attempt read, as of this long from now. */
    void readRetries(Duration ahead) {
        readRetries(ahead, Duration.ZERO);
    }

    /** The same, by one who would wait for so long. */
    void readRetries(Duration ahead, Duration patience) {
        retries.ahead = ahead;
        retries.take(producer);
        try {
            // First what is claimed is assigned, then polled.
            if (retries.consumer.wasWoken()) {
                reader.runOnce(patience);
            }
            reader.runOnce(patience);
            reader.runOnce(patience);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void runJobs() {
        try {
            threads.submit(
                            () -> {
                                jobs.runReady();
                                return "ran";
                            })
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    int commit() {
        try {
            return committer.commitDue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What an operator is told. */
    Optional<String> trouble(long nowNanos) {
        return health.trouble(nowNanos);
    }

    /** Why the partitions that are ours are not run. */
    List<String> refusals() {
        return partitions.refusals();
    }

    /** The committed results, in order. */
    List<JobResult> results() {
        return TestingResults.of(producer);
    }

    /** The ids of the committed results, each with its outcome: {@code 0-42 success}. */
    List<String> outcomes() {
        return TestingResults.outcomes(producer);
    }

    /** How far a partition has got, as committed last. */
    ProgressReading progress(TopicPartition partition) {
        return TestingResults.progress(producer, partition);
    }

    /** The offsets committed last. */
    Map<TopicPartition, Long> offsets() {
        return TestingResults.offsets(producer);
    }

    /** Nothing is ours any more. */
    void end() {
        flow.close();
    }

    @Override
    public void close() {
        threads.close();
    }

    private Tenants tenants() {
        meanwhile.run();
        return tenants;
    }

    private void tell(FinishedJob job) {
        told.add(job);
        commitsWhenTold.add(producer.commitCount());
    }
}
