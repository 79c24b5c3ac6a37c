package dev.pointsman.it.bench.measure;

import dev.pointsman.it.bench.load.Shape;
import dev.pointsman.it.bench.load.Work;

/** The worker early and late in one backlog: what grows with the jobs done. Owned by one thread. */
public final class LateRun {
    /** Where the late window begins, so that it ends before the backlog does. */
    private static final double LATE = 0.8;

    private final Workbench bench;

    public LateRun(Workbench bench) {
        this.bench = bench;
    }

    /**
     * What was found.
     *
     * @param times how many times as many jobs had been done when the late window ended as when the
     *     early one began
     */
    public record Found(Throughput early, Throughput late, double times) {}

    public Found measure(Shape shape, Work work) {
        var jobs = bench.backlog(shape, work);
        var run = new ThroughputRun(bench);
        var interval = bench.plan().worker().commitInterval();
        try (var stint = bench.start(bench.worker(), jobs, interval)) {
            var first = run.afterWarmUp(stint, work);
            var early = run.afterWindow(stint, work).since(first);
            stint.awaitCommitted((long) (LATE * work.backlog(bench.plan().backlog())));
            var begin = stint.sample();
            var end = run.afterWindow(stint, work);
            var late = end.since(begin);
            bench.progress()
                    .at(
                            "worker %s: %.1f µs a job early, %.1f late",
                            work, early.clientMicros(), late.clientMicros());
            return new Found(early, late, (double) end.committed() / first.committed());
        }
    }
}
