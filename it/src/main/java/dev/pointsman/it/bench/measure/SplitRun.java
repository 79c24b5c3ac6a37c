package dev.pointsman.it.bench.measure;

import dev.pointsman.it.bench.child.Count;
import dev.pointsman.it.bench.child.CpuPart;
import dev.pointsman.it.bench.load.Shape;
import dev.pointsman.it.bench.load.Work;
import java.util.EnumMap;
import java.util.Map;

/**
 * Has the worker tell where its CPU goes: in a run of its own, for looking costs something too.
 * Owned by one thread.
 */
public final class SplitRun {
    private static final double NANOS_A_MICRO = 1e3;

    private final Workbench bench;

    public SplitRun(Workbench bench) {
        this.bench = bench;
    }

    /** Microseconds of each part that a job takes. */
    public Map<CpuPart, Double> measure(Shape shape, Work work) {
        var jobs = bench.backlog(shape, work);
        var run = new ThroughputRun(bench);
        try (var stint =
                bench.start(bench.worker(), jobs, bench.plan().worker().commitInterval())) {
            run.afterWarmUp(stint, work);
            stint.ask(Count.SPLIT_BEGIN);
            var first = stint.sample();
            var last = run.afterWindow(stint, work);
            var parts = stint.ask(Count.SPLIT_END);
            bench.progress().at("worker %s, where its CPU goes: %s", work, parts);
            return microsOfJob(parts, last.committed() - first.committed());
        }
    }

    private static Map<CpuPart, Double> microsOfJob(String parts, long jobs) {
        var micros = new EnumMap<CpuPart, Double>(CpuPart.class);
        for (var part : parts.split(" ", -1)) {
            var words = part.split("=", -1);
            micros.put(CpuPart.valueOf(words[0]), Long.parseLong(words[1]) / NANOS_A_MICRO / jobs);
        }
        return micros;
    }
}
