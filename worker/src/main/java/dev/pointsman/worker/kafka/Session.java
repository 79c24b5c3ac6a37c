package dev.pointsman.worker.kafka;

import java.time.Duration;
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

    private static final Duration ANSWERS_TAKE = Duration.ofSeconds(1);
    private static final Duration LOOK_AT_HEALTH_EVERY = Duration.ofMillis(500);
    private static final Duration DRAINING_LOOKS_EVERY = Duration.ofMillis(10);

    private final SharedFlow flow;
    private final Intake intake;
    private final Health health;
    private final Readiness readiness;
    private final List<Future<Void>> threads = new ArrayList<>();
    private long lookAtHealthNanos = System.nanoTime();

    Session(
            KafkaSettings settings,
            Consumer<byte[], byte[]> consumer,
            Transactions transactions,
            JobWork work,
            Readiness readiness) {
        this.flow = new SharedFlow(settings.flowLimits());
        this.readiness = readiness;
        var starts = new Starts(consumer, ANSWERS_TAKE);
        var partitions =
                new Partitions(consumer, flow, starts, GIVING_UP_TAKES, settings.topics().ofJobs());
        this.intake = new Intake(consumer, flow, partitions);
        var probe = new Probe(consumer, settings.topics().ofJobs(), lookAtHealthNanos);
        this.health = new Health(partitions, flow, consumer::currentLag, probe, readiness);
        settings.topics().ofJobs().subscribe(consumer, partitions);
        threads.add(committing(new Committer(flow, transactions, work.listeners())));
        var loop = new JobLoop(flow, work.jobs(), new JobRecords(settings.topics()));
        for (var i = 0; i < work.threads().concurrency(); i++) {
            threads.add(work.threads().submit(loop));
        }
    }

    private static Future<Void> committing(Callable<Void> committer) {
        var task = new FutureTask<>(committer);
        Thread.ofPlatform().name("transactions").start(task);
        return task;
    }

    /** Polls once; throws what has ended one of the threads. */
    void step(Duration patience) {
        poll(patience);
        var now = System.nanoTime();
        if (readiness.trouble().isPresent() || now - lookAtHealthNanos > 0) {
            readiness.is(health.trouble(now));
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
    }
}
