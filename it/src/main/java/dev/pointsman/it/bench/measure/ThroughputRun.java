package dev.pointsman.it.bench.measure;

import dev.pointsman.it.bench.BenchFailed;
import dev.pointsman.it.bench.load.Shape;
import dev.pointsman.it.bench.load.Work;
import java.time.Duration;
import java.util.List;

/** Works off a backlog: warm-up, window, end. Owned by one thread. */
public final class ThroughputRun {
    /** Of the backlog, so that something is left to measure. */
    private static final double MOST_FOR_WARM_UP = 0.6;

    /** The last jobs are left: who runs out of jobs is not at full load. */
    private static final double MOST_IN_ALL = 0.97;

    private static final Duration SHORTEST_WINDOW = Duration.ofMillis(300);

    private final Workbench bench;

    public ThroughputRun(Workbench bench) {
        this.bench = bench;
    }

    /** Has the broker work hard for once: its code is compiled as it does, and it gets quicker. */
    public void warmUpBroker() {
        bench.progress().at("a first run, to warm up the broker, which does not count");
        var shape = bench.usualShape();
        try (var stint =
                bench.start(
                        bench.copy(),
                        bench.backlog(shape, Work.TRIVIAL),
                        bench.plan().worker().commitInterval())) {
            afterWarmUp(stint, Work.TRIVIAL);
            afterWindow(stint, Work.TRIVIAL);
        }
    }

    /** Measures the contender once. */
    public Throughput measure(
            Contender contender, Shape shape, Work work, Duration commitInterval) {
        return measure(List.of(contender), shape, work, commitInterval);
    }

    /** Measures contenders that share the jobs, once. */
    public Throughput measure(
            List<Contender> team, Shape shape, Work work, Duration commitInterval) {
        var jobs = bench.backlog(shape, work);
        try (var stint = bench.start(team, jobs, commitInterval)) {
            var throughput = measure(stint, work);
            bench.progress()
                    .at(
                            "%-8s %-7s partitions: %2d, keys: %4s, tenants: %4d, interval: %2d ms: %,9.0f/s, %5.1f + %4.1f µs a record",
                            team.getFirst().name(),
                            work,
                            shape.partitions(),
                            shape.keysInWords(),
                            shape.tenants(),
                            commitInterval.toMillis(),
                            throughput.perSecond(),
                            throughput.clientMicros(),
                            throughput.brokerMicros());
            return throughput;
        }
    }

    private Throughput measure(Stint stint, Work work) {
        var first = afterWarmUp(stint, work);
        var last = afterWindow(stint, work);
        stint.check(last.committed());
        if (last.nanos() - first.nanos() < SHORTEST_WINDOW.toNanos()) {
            throw new BenchFailed(
                    "the backlog of "
                            + work.backlog(bench.plan().backlog())
                            + " jobs was gone too soon (expected: more of them, see --backlog)");
        }
        return last.since(first);
    }

    /**
     * By CPU and not by the clock: on a busy machine compilers have as much to do, and take longer.
     * It goes on until they rest, as long as there are jobs.
     */
    Sample afterWarmUp(Stint stint, Work work) {
        var enough = stint.cpu().plus(bench.plan().warmUp());
        var most = jobs(MOST_FOR_WARM_UP, work);
        var compilers = new Compilers();
        stint.awaitUntil(() ->
                stint.committed() >= most
                        || (compilers.areAtRest(stint) && stint.cpu().compareTo(enough) > 0));
        return stint.sample();
    }

    Sample afterWindow(Stint stint, Work work) {
        var end = System.nanoTime() + bench.plan().window().toNanos();
        var most = jobs(MOST_IN_ALL, work);
        stint.awaitUntil(() -> System.nanoTime() - end > 0 || stint.committed() >= most);
        return stint.sample();
    }

    private long jobs(double shareOfBacklog, Work work) {
        return (long) (shareOfBacklog * work.backlog(bench.plan().backlog()));
    }
}
