package dev.pointsman.it.bench.measure;

import dev.pointsman.it.bench.load.BenchJobs;
import dev.pointsman.it.bench.load.Latencies;
import dev.pointsman.it.bench.load.PacedLoad;
import java.time.Duration;

/** Jobs at a fixed rate for a contender that is at work already. Owned by one thread. */
public final class LatencyRun {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Workbench bench;

    public LatencyRun(Workbench bench) {
        this.bench = bench;
    }

    /** The latencies of a window's jobs, after a short warm-up at the same rate. */
    public Latencies.Summary measure(Stint stint, BenchJobs jobs, double perSecond) {
        var window = bench.plan().window().toMillis() / 1000.0;
        var counted = Math.max(1, Math.round(perSecond * window));
        return measure(stint, jobs, perSecond, counted);
    }

    /** The latencies of this many jobs. */
    public Latencies.Summary measure(Stint stint, BenchJobs jobs, double perSecond, long counted) {
        // A second's worth, for the first jobs find everyone asleep.
        var warmUp = Math.round(perSecond);
        return new PacedLoad(bench.brokers(), jobs, stint.results(), PATIENCE)
                .run(perSecond, warmUp, counted);
    }
}
