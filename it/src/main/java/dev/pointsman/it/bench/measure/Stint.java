package dev.pointsman.it.bench.measure;

import dev.pointsman.it.bench.BenchFailed;
import dev.pointsman.it.bench.child.Count;
import dev.pointsman.it.bench.load.ResultLedger;
import dev.pointsman.it.bench.load.ResultReader;
import dev.pointsman.it.bench.load.Work;
import dev.pointsman.it.bench.process.ChildProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One contender at work, in one process or more, from start to end, on topics of its own. Owned by
 * one thread.
 */
public final class Stint implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Cluster cluster;
    private final List<ChildProcess> children;
    private final Assignment assignment;
    private final Contender.Answers answers;
    private final CountDownLatch never = new CountDownLatch(1);

    Stint(
            Cluster cluster,
            List<ChildProcess> children,
            Assignment assignment,
            Contender.Answers answers) {
        this.cluster = cluster;
        this.children = List.copyOf(children);
        this.assignment = assignment;
        this.answers = answers;
    }

    /** Where its results come. */
    public String results() {
        return assignment.results();
    }

    /** Returns when this many jobs are committed. */
    public void awaitCommitted(long jobs) {
        awaitUntil(() -> committed() >= jobs);
    }

    /** The CPU time its process has taken, start-up included. */
    Duration cpu() {
        return children.stream().map(ChildProcess::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    Sample sample() {
        return new Sample(
                System.nanoTime(),
                committed(),
                cpu(),
                cluster.broker().cpu(),
                number(Count.ALLOCATED_BYTES),
                children.stream().mapToLong(ChildProcess::residentKibibytes).sum());
    }

    long committed() {
        return number(Count.COMMITTED);
    }

    /** How long its JVM has compiled. */
    Duration compiled() {
        return Duration.ofMillis(number(Count.COMPILED_MILLIS));
    }

    /** Asks its first process for something that is no number. */
    String ask(Count count) {
        return children.getFirst().ask(count.name());
    }

    private long number(Count count) {
        return children.stream().mapToLong(child -> Long.parseLong(child.ask(count.name()))).sum();
    }

    void awaitUntil(BooleanSupplier condition) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new BenchFailed(assignment.name() + ": no end in sight after " + PATIENCE);
            }
            pause();
        }
    }

    /** What the child says it committed has to be in the topics, and to be right. */
    void check(long committed) {
        requireRecords(results(), committed);
        if (answers == Contender.Answers.NONE) {
            return;
        }
        var jobs = assignment.jobs();
        if (jobs.work() == Work.TYPICAL) {
            requireRecords(assignment.published(), committed);
            requireRecords(assignment.state(), committed);
        }
        var ledger = new ResultLedger(jobs, answers == Contender.Answers.EXACTLY_ONE);
        ResultReader.check(assignment.brokers(), results(), jobs, ledger, committed);
    }

    private void requireRecords(String topic, long count) {
        var there = cluster.topics().offsets(topic, assignment.jobs().shape().partitions());
        if (there < count) {
            throw new BenchFailed(
                    topic + ": " + there + " records (expected: at least " + count + ")");
        }
    }

    @Override
    public void close() {
        children.forEach(ChildProcess::close);
        cluster.topics().delete(assignment.topics());
        cluster.topics().delete(List.of(assignment.state(), assignment.retries()));
    }

    private void pause() {
        try {
            var _ = never.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("interrupted", e);
        }
    }
}
