package dev.pointsman.worker.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;

/**
 * What is done with a pair of clients, from their first poll to their last transaction: the poll
 * thread's steps, and beside them the thread of the transactions and the job threads. When one of
 * them fails, the session does. Owned by the poll thread.
 */
final class Session implements AutoCloseable {
    /** How long the group waits for a partition's last jobs to be committed. */
    private static final Duration GIVING_UP_TAKES = Duration.ofSeconds(3);

    private static final Duration LOOK_AT_HEALTH_EVERY = Duration.ofMillis(500);
    private static final Duration DRAINING_LOOKS_EVERY = Duration.ofMillis(10);

    private final SharedFlow flow;
    private final Intake intake;
    private final Health health;
    private final Readiness readiness;
    private final SessionState state;
    private final StateStarts starts;
    private final Renewals renewals;
    private final MadeAnew madeAnew;
    private final ForgottenJobs forgotten = new ForgottenJobs();
    private final List<Future<Void>> threads = new ArrayList<>();
    private long lookAtHealthNanos = System.nanoTime();

    Session(
            KafkaSettings settings,
            Consumer<byte[], byte[]> consumer,
            Transactions transactions,
            SessionState state,
            JobWork work,
            Readiness readiness) {
        this.flow = new SharedFlow(settings.flowLimits());
        this.readiness = readiness;
        this.state = state;
        var topics = settings.topics().ofJobs();
        var places =
                new Starts(
                        consumer,
                        topics,
                        new TopicLooks(state.retryTopics()),
                        new PartitionLooks(state.questions(), topics),
                        new Beginnings(settings.groupOptions()));
        this.starts = new StateStarts(places, state.loads(), state.budget(), state.verdicts());
        var retries = new RetryClaims(flow.later(), topics, work.orders(), state.figures());
        state.figures().watch(flow.later());
        var cancels = new Cancels(flow, work.listeners());
        this.renewals = new Renewals(flow::renew, System::nanoTime);
        this.madeAnew =
                new MadeAnew(
                        state.questions(), topics, settings.topics().state(), lookAtHealthNanos);
        var partitions =
                new Partitions(
                        consumer,
                        flow,
                        starts,
                        retries,
                        renewals,
                        new Refusals(System::nanoTime),
                        GIVING_UP_TAKES,
                        topics,
                        cancels,
                        work.windows());
        this.intake = new Intake(consumer, flow, partitions);
        var probe = new Probe(consumer, state.questions(), topics, lookAtHealthNanos);
        this.health = new Health(partitions, flow, consumer::currentLag, probe, readiness);
        topics.subscribe(consumer, partitions);
        var committer =
                new Committer(flow, transactions, state.verdicts(), work.listeners(), readiness);
        threads.add(started("transactions", committer));
        threads.add(started("state", state.loader()));
        var records = new JobRecords(settings.topics());
        threads.add(started("retries", () -> readRetries(settings, retries, records)));
        var loop = new JobLoop(flow, work.jobs(), work.cancelled(), records, state.verdicts());
        for (var i = 0; i < work.threads().concurrency(); i++) {
            threads.add(work.threads().submit(loop));
        }
    }

    /**
     * Who has a client makes it, and closes it: none is left open if a later one cannot be made.
     */
    private Void readRetries(KafkaSettings settings, RetryClaims retries, JobRecords records)
            throws InterruptedException {
        try (var consumer = state.retryReaders().get()) {
            return retryReader(consumer, settings, retries, records).call();
        }
    }

    private RetryReader retryReader(
            Consumer<byte[], byte[]> consumer,
            KafkaSettings settings,
            RetryClaims retries,
            JobRecords records) {
        var later = flow.later();
        var time = InstantSource.system();
        var source = KafkaSettings.sourceOf(settings.group());
        return new RetryReader(
                consumer,
                later,
                retries,
                new RetryMoves(later, records, source, state.retryEnds(), time),
                new RetryCatchUp(later, state.retryEnds()),
                state.retryTrimming(),
                settings.topics().ofJobs(),
                time);
    }

    private static Future<Void> started(String name, Callable<Void> work) {
        var task = new FutureTask<>(work);
        Thread.ofPlatform().name(name).start(task);
        return task;
    }

    /** Polls once; throws what has ended one of the threads. */
    void step(Duration patience) {
        poll(patience);
        var now = System.nanoTime();
        if (readiness.trouble().isPresent() || now - lookAtHealthNanos > 0) {
            madeAnew.look(renewals.marks(), now);
            readiness.is(health.trouble(now).or(madeAnew::trouble));
            forgotten.tell(starts.committed(), now);
            lookAtHealthNanos = now + LOOK_AT_HEALTH_EVERY.toNanos();
        }
    }

    private void poll(Duration patience) {
        intake.runOnce(patience);
        threads.forEach(Session::check);
    }

    private static void check(Future<Void> thread) {
        if (thread.state() != Future.State.FAILED) {
            return;
        }
        throw thread.exceptionNow() instanceof KafkaException lost
                ? lost
                : new IllegalStateException("a defect of the worker", thread.exceptionNow());
    }

    /**
     * Begins no job any more, and returns when all that has begun is committed, or there is no time
     * left for that.
     */
    void drain(Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        flow.drain();
        readiness.isNot("draining");
        while (!flow.isSettled() && System.nanoTime() - end < 0) {
            poll(DRAINING_LOOKS_EVERY);
        }
    }

    /** What is not committed by now is left to others. */
    @Override
    public void close() {
        flow.close();
        state.loads().close();
    }
}
