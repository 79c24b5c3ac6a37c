package dev.pointsman.it.bench.measure;

import dev.pointsman.it.bench.Plan;
import dev.pointsman.it.bench.Progress;
import dev.pointsman.it.bench.load.Backlog;
import dev.pointsman.it.bench.load.BenchJobs;
import dev.pointsman.it.bench.load.Shape;
import dev.pointsman.it.bench.process.Children;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What suites work with: a broker, jobs that lie there, contenders. Owned by one thread. */
public final class Workbench {
    private final Plan plan;
    private final Children children;
    private final Cluster cluster;
    private final Guests guests;
    private final Progress progress;
    private final Map<Shape, BenchJobs> backlogs = new HashMap<>();
    private int names;

    public Workbench(
            Plan plan, Children children, Cluster cluster, Guests guests, Progress progress) {
        this.plan = plan;
        this.children = children;
        this.cluster = cluster;
        this.guests = guests;
        this.progress = progress;
    }

    public Plan plan() {
        return plan;
    }

    public Progress progress() {
        return progress;
    }

    public String brokers() {
        return cluster.brokers();
    }

    public Children children() {
        return children;
    }

    public Contender copy() {
        return new Contender.Copy();
    }

    public Contender worker() {
        return new Contender.Worker("worker", guests, plan.worker());
    }

    /** The worker with a no-op in place of Wasm. */
    public Contender intake() {
        return new Contender.Worker("intake", guests, plan.worker());
    }

    /** The shape that claims are made of. */
    public Shape usualShape() {
        return plan.shapes().getFirst();
    }

    /** The backlog of this shape; everyone who works it off begins at its first job. */
    public BenchJobs backlog(Shape shape) {
        return backlogs.computeIfAbsent(shape, this::publishBacklog);
    }

    /** Jobs of this shape, of which there are none yet. */
    public BenchJobs newJobs(Shape shape) {
        var topic = nextName("jobs");
        cluster.topics().make(topic, shape.partitions());
        return new BenchJobs(topic, shape, plan.valueBytes());
    }

    /** Starts a contender on these jobs, and returns when it takes them. */
    public Stint start(Contender contender, BenchJobs jobs, Duration commitInterval) {
        var assignment =
                new Assignment(brokers(), nextName(contender.name()), jobs.topic(), commitInterval);
        var partitions = jobs.shape().partitions();
        Stint.topics(assignment).forEach(topic -> cluster.topics().make(topic, partitions));
        var child = children.start(assignment.name(), contender.arguments(assignment));
        child.awaitReady();
        return new Stint(cluster, child, assignment, partitions);
    }

    private BenchJobs publishBacklog(Shape shape) {
        var jobs = newJobs(shape);
        progress.at(
                "publishing %d jobs, partitions: %d, keys: %s",
                plan.backlog(), shape.partitions(), shape.keysInWords());
        Backlog.publish(brokers(), jobs, plan.backlog());
        return jobs;
    }

    private String nextName(String stem) {
        return stem + "-" + ++names;
    }
}
