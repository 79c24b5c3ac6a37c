package dev.pointsman.it.bench.measure;

import dev.pointsman.it.bench.BenchFailed;
import dev.pointsman.it.bench.load.Shape;
import java.time.Duration;

/** Works off a backlog: warm-up, window, end. Owned by one thread. */
public final class ThroughputRun {
    /** Of the backlog, so that something is left to measure. */
    private static final double MOST_FOR_WARM_UP = 0.6;

    /** The last jobs are left: who runs out of jobs is not at full load. */
    private static final double MOST_IN_ALL = 0.97;

    private static final Duration SHORTEST_WINDOW = Duration.ofMillis(500);

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
                        bench.backlog(shape),
                        bench.plan().worker().commitInterval())) {
            afterWarmUp(stint);
            afterWindow(stint);
        }
    }

    /** Measures the contender once. */
    public Throughput measure(Contender contender, Shape shape, Duration commitInterval) {
        var jobs = bench.backlog(shape);
        try (var stint = bench.start(contender, jobs, commitInterval)) {
            var throughput = measure(stint);
            bench.progress()
                    .at(
                            "%-6s partitions: %2d, keys: %4s, interval: %2d ms: %,9.0f/s, %5.1f + %4.1f µs a record",
                            contender.name(),
                            shape.partitions(),
                            shape.keysInWords(),
                            commitInterval.toMillis(),
                            throughput.perSecond(),
                            throughput.clientMicros(),
                            throughput.brokerMicros());
            return throughput;
        }
    }

    private Throughput measure(Stint stint) {
        var first = afterWarmUp(stint);
        var last = afterWindow(stint);
        stint.check(last.committed());
        if (last.nanos() - first.nanos() < SHORTEST_WINDOW.toNanos()) {
            throw new BenchFailed(
                    "the backlog of "
                            + bench.plan().backlog()
                            + " jobs was gone too soon (expected: more of them, see --backlog)");
        }
        return last.since(first);
    }

    /**
     * By CPU and not by the clock: on a busy machine compilers have as much to do, and take longer.
     * It goes on until they rest, as long as there are jobs.
     */
    private Sample afterWarmUp(Stint stint) {
        var enough = stint.cpu().plus(bench.plan().warmUp());
        var most = jobs(MOST_FOR_WARM_UP);
        var compilers = new Compilers();
        stint.awaitUntil(() ->
                stint.committed() >= most
                        || (compilers.areAtRest(stint) && stint.cpu().compareTo(enough) > 0));
        return stint.sample();
    }

    private Sample afterWindow(Stint stint) {
        var end = System.nanoTime() + bench.plan().window().toNanos();
        var most = jobs(MOST_IN_ALL);
        stint.awaitUntil(() -> System.nanoTime() - end > 0 || stint.committed() >= most);
        return stint.sample();
    }

    private long jobs(double shareOfBacklog) {
        return (long) (shareOfBacklog * bench.plan().backlog());
    }
}
