package dev.pointsman.it.bench.measure;

import dev.pointsman.it.bench.Plan;
import dev.pointsman.it.bench.Progress;
import dev.pointsman.it.bench.load.Backlog;
import dev.pointsman.it.bench.load.BenchJobs;
import dev.pointsman.it.bench.load.Shape;
import dev.pointsman.it.bench.load.Work;
import dev.pointsman.it.bench.process.ChildProcess;
import dev.pointsman.it.bench.process.Children;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What suites work with: a broker, jobs that lie there, contenders. Owned by one thread. */
public final class Workbench {
    private final Plan plan;
    private final Children children;
    private final Cluster cluster;
    private final Guests guests;
    private final Progress progress;
    private final Map<Topic, BenchJobs> backlogs = new HashMap<>();
    private Optional<String> origin = Optional.empty();
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
        return new Contender.Copy(plan.worker().compression());
    }

    public Contender worker() {
        return worker(plan.worker());
    }

    /** The worker, set up otherwise. */
    public Contender worker(Plan.WorkerSetup setup) {
        return new Contender.Worker("worker", guests, web(), setup);
    }

    /** The worker with a no-op in place of Wasm. */
    public Contender intake() {
        return new Contender.Worker("intake", guests, web(), plan.worker());
    }

    /** The modules, and where they are. */
    public Guests guests() {
        return guests;
    }

    /** The shape that claims are made of. */
    public Shape usualShape() {
        return plan.shapes().getFirst();
    }

    /** The backlog of this shape; everyone who works it off begins at its first job. */
    public BenchJobs backlog(Shape shape, Work work) {
        return backlogs.computeIfAbsent(new Topic(shape, work), this::publishBacklog);
    }

    /** Deletes a backlog that nobody works off any more: they take a lot of disk. */
    public void forgetBacklog(Shape shape, Work work) {
        var jobs = Optional.ofNullable(backlogs.remove(new Topic(shape, work)));
        jobs.ifPresent(gone -> cluster.topics().delete(List.of(gone.topic())));
    }

    /** Jobs of this shape, of which there are none yet. */
    public BenchJobs newJobs(Shape shape, Work work) {
        var topic = nextName("jobs");
        cluster.topics().makeJobs(topic, shape.partitions());
        return new BenchJobs(topic, shape, work, web(), plan.valueBytes());
    }

    /** Starts a contender on these jobs, and returns when it takes them. */
    public Stint start(Contender contender, BenchJobs jobs, Duration commitInterval) {
        return start(List.of(contender), jobs, commitInterval);
    }

    /** Starts contenders that share these jobs. */
    public Stint start(List<Contender> team, BenchJobs jobs, Duration commitInterval) {
        var first = team.getFirst();
        var assignment = new Assignment(brokers(), nextName(first.name()), jobs, commitInterval);
        makeTopics(assignment);
        var started = team.stream().map(each -> each.start(children, assignment)).toList();
        started.forEach(ChildProcess::awaitReady);
        return new Stint(cluster, started, assignment, first.answers());
    }

    /** The configuration of a worker that is a process by itself. */
    Map<String, String> settingsOfProcess(Assignment assignment) {
        var worker = new Contender.Worker("worker", guests, web(), plan.worker());
        return new HashMap<>(worker.settings(assignment));
    }

    /** Makes what a contender writes to. */
    void makeTopics(Assignment assignment) {
        var partitions = assignment.jobs().shape().partitions();
        assignment.topics().forEach(topic -> cluster.topics().make(topic, partitions));
        cluster.topics().makeCompacted(assignment.state(), partitions);
        cluster.topics().makeKept(assignment.retries(), partitions);
    }

    void deleteTopics(Assignment assignment) {
        cluster.topics().delete(assignment.topics());
        cluster.topics().delete(List.of(assignment.state(), assignment.retries()));
    }

    private BenchJobs publishBacklog(Topic topic) {
        var jobs = newJobs(topic.shape(), topic.work());
        var count = topic.work().backlog(plan.backlog());
        progress.at(
                "publishing %,d jobs, %s, partitions: %d, keys: %s, tenants: %d",
                count,
                topic.work(),
                topic.shape().partitions(),
                topic.shape().keysInWords(),
                topic.shape().tenants());
        Backlog.publish(brokers(), jobs, count);
        return jobs;
    }

    /** Where jobs that wait fetch from: a server of our own, started with the first of them. */
    private String web() {
        if (origin.isEmpty()) {
            origin = Optional.of(children.start("web", List.of("web")).awaitReady());
        }
        return origin.get();
    }

    /** What tells backlogs apart. */
    private record Topic(Shape shape, Work work) {}

    private String nextName(String stem) {
        return stem + "-" + ++names;
    }
}
