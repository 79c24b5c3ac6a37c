package dev.pointsman.it.bench.suite;

import dev.pointsman.it.bench.load.Backlog;
import dev.pointsman.it.bench.load.Latencies.Summary;
import dev.pointsman.it.bench.load.Work;
import dev.pointsman.it.bench.measure.Contender;
import dev.pointsman.it.bench.measure.LatencyRun;
import dev.pointsman.it.bench.measure.Workbench;
import dev.pointsman.it.bench.report.Report;
import dev.pointsman.it.bench.report.TextTable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * From the moment a job is due to its committed result, at a tenth and at half of the full load.
 */
final class LatencySuite implements Suite {
    private static final double MILLIS_A_SECOND = 1000;
    private static final double OF_BACKLOG = 0.3;

    private final FullLoad fullLoad;

    LatencySuite(FullLoad fullLoad) {
        this.fullLoad = fullLoad;
    }

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String question() {
        return "how long from publishing a job to its committed result, at a fixed rate?";
    }

    @Override
    public void run(Workbench bench, Report report) {
        var full = fullLoad.perSecond(bench);
        bench.progress().at("a first run, to warm up publisher and reader, which does not count");
        run(bench, bench.copy(), full, atEachLoad(), AtLoad::copy);
        var found = atEachLoad();
        for (var repetition = 0; repetition < bench.plan().repetitions(); repetition++) {
            run(bench, bench.copy(), full, found, AtLoad::copy);
            run(bench, bench.worker(), full, found, AtLoad::worker);
        }
        var interval = bench.plan().worker().latencyInterval().toMillis();
        var title = "latency: from due to committed, interval " + interval + " ms";
        var table = Percentiles.table(title, "load", "who");
        found.forEach(atLoad -> atLoad.report(table, report));
        found.getLast().reportBeyond(report, interval);
        report.table(table);
    }

    private static List<AtLoad> atEachLoad() {
        return Arrays.stream(Load.values()).map(AtLoad::new).toList();
    }

    private static void run(
            Workbench bench,
            Contender contender,
            double full,
            List<AtLoad> found,
            Function<AtLoad, Percentiles> whose) {
        var jobs = bench.newJobs(bench.usualShape(), Work.TRIVIAL);
        var warmUp = warmUp(bench, contender, full);
        Backlog.publish(bench.brokers(), jobs, warmUp);
        try (var stint = bench.start(contender, jobs, bench.plan().worker().latencyInterval())) {
            stint.awaitCommitted(warmUp);
            for (var atLoad : found) {
                var rate = full * atLoad.load().share();
                var summary = new LatencyRun(bench).measure(stint, jobs, rate);
                bench.progress()
                        .at(
                                "%-6s at %s, %,.0f/s: p50 %.1f ms, p99 %.1f ms",
                                contender.name(),
                                atLoad.load().words(),
                                rate,
                                summary.p50(),
                                summary.p99());
                whose.apply(atLoad).add(summary);
            }
        }
    }

    /** As many jobs as keep each of them busy for a while, about as long. */
    private static long warmUp(Workbench bench, Contender contender, double full) {
        return switch (contender) {
            case Contender.Copy _ -> (long) (bench.plan().backlog() * OF_BACKLOG);
            case Contender.Worker _, Contender.Peer _ ->
                    Math.round(full * bench.plan().warmUp().toMillis() / MILLIS_A_SECOND / 2);
        };
    }

    /** What was found at one load. */
    private record AtLoad(Load load, Percentiles copy, Percentiles worker) {
        AtLoad(Load load) {
            this(load, new Percentiles(), new Percentiles());
        }

        /** How much later than a commit interval nearly all are there. */
        void reportBeyond(Report report, long intervalMillis) {
            report.figure(
                    "latency_p99" + load.suffix() + "_beyond_interval_ms",
                    worker.beyond(intervalMillis));
        }

        void report(TextTable table, Report report) {
            copy.row(table, load.words(), "copy");
            worker.row(table, load.words(), "worker");
            report.ratio("latency_p50_over_copy" + load.suffix(), worker.over(copy, Summary::p50));
            report.ratio("latency_p99_over_copy" + load.suffix(), worker.over(copy, Summary::p99));
        }
    }
}
