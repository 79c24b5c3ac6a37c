package dev.pointsman.it.bench.measure;

import dev.pointsman.it.bench.BenchFailed;
import dev.pointsman.it.bench.child.Count;
import dev.pointsman.it.bench.process.ChildProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One contender at work, from start to end, on topics of its own. Owned by one thread. */
public final class Stint implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Cluster cluster;
    private final ChildProcess child;
    private final Assignment assignment;
    private final int partitions;
    private final CountDownLatch never = new CountDownLatch(1);

    Stint(Cluster cluster, ChildProcess child, Assignment assignment, int partitions) {
        this.cluster = cluster;
        this.child = child;
        this.assignment = assignment;
        this.partitions = partitions;
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
        return child.cpu();
    }

    Sample sample() {
        return new Sample(System.nanoTime(), committed(), child.cpu(), cluster.broker().cpu());
    }

    long committed() {
        return Long.parseLong(child.ask(Count.COMMITTED.name()));
    }

    /** How long its JVM has compiled. */
    Duration compiled() {
        return Duration.ofMillis(Long.parseLong(child.ask(Count.COMPILED_MILLIS.name())));
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

    /** What the child says it committed has to be in the topic. */
    void check(long committed) {
        var there = cluster.topics().offsets(results(), partitions);
        if (there < committed) {
            throw new BenchFailed(
                    results() + ": " + there + " records (expected: at least " + committed + ")");
        }
    }

    @Override
    public void close() {
        child.close();
        cluster.topics().delete(topics(assignment));
    }

    /** The topics of an assignment that are there for it alone. */
    static List<String> topics(Assignment assignment) {
        return new ArrayList<>(List.of(assignment.results(), assignment.deadLetters()));
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
