package dev.pointsman.it.bench.suite;

import dev.pointsman.it.bench.load.BenchJobs;
import dev.pointsman.it.bench.load.Latencies.Summary;
import dev.pointsman.it.bench.load.SlowJob;
import dev.pointsman.it.bench.load.Work;
import dev.pointsman.it.bench.measure.LatencyRun;
import dev.pointsman.it.bench.measure.Stint;
import dev.pointsman.it.bench.measure.Workbench;
import dev.pointsman.it.bench.report.Report;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Quick jobs while one of another key is slow: it waits for an HTTP answer, or it spins. One that
 * spins takes a core, so the quick ones are measured beside a process that spins, too, to see what
 * is due to the order of jobs and what to a core less.
 */
final class SlowSuite implements Suite {
    private static final long QUICK_JOBS = 10_000;

    /** The last quick job is due this much before the slow one ends. */
    private static final Duration MARGIN = Duration.ofMillis(1500);

    private static final long PATIENCE_FACTOR = 4;

    @Override
    public String name() {
        return "slow";
    }

    @Override
    public String question() {
        return "does one slow job hold up quick ones of other keys in its partition?";
    }

    @Override
    public void run(Workbench bench, Report report) {
        var calm = new Percentiles();
        var waiting = new Percentiles();
        var burnt = new Percentiles();
        var slow = new Percentiles();
        for (var repetition = 0; repetition < bench.plan().fewerRepetitions(); repetition++) {
            var jobs = bench.newJobs(bench.usualShape(), Work.TRIVIAL);
            var interval = bench.plan().worker().commitInterval();
            try (var stint = bench.start(bench.worker(), jobs, interval)) {
                // The first second's jobs are dropped; this round takes the compiler's share too.
                quickJobs(bench, stint, jobs, "warm-up");
                calm.add(quickJobs(bench, stint, jobs, "calm"));
                waiting.add(besideSlowJob(bench, stint, jobs, "waiting", jobs::waiting));
                burnt.add(besideSpinningProcess(bench, stint, jobs));
                slow.add(besideSlowJob(bench, stint, jobs, "slow", jobs::spinning));
            }
        }
        report(bench, report, List.of(calm, waiting, burnt, slow));
    }

    private static Summary besideSpinningProcess(Workbench bench, Stint stint, BenchJobs jobs) {
        var duration = bench.plan().slowJob().toString();
        try (var spinning = bench.children().start("burn", List.of("burn", duration))) {
            spinning.awaitReady();
            return quickJobs(bench, stint, jobs, "burnt");
        }
    }

    private static Summary besideSlowJob(
            Workbench bench,
            Stint stint,
            BenchJobs jobs,
            String condition,
            BiFunction<String, Duration, ProducerRecord<byte[], byte[]>> record) {
        var duration = bench.plan().slowJob();
        var partitions = jobs.shape().partitions();
        try (var slow =
                SlowJob.publish(bench.brokers(), stint.results(), partitions, duration, record)) {
            var summary = quickJobs(bench, stint, jobs, condition);
            var took = slow.await(duration.multipliedBy(PATIENCE_FACTOR));
            bench.progress().at("the slow job's result was seen %.1f s after it", seconds(took));
            return summary;
        }
    }

    private static Summary quickJobs(
            Workbench bench, Stint stint, BenchJobs jobs, String condition) {
        var rate = QUICK_JOBS / seconds(bench.plan().slowJob().minus(MARGIN));
        var summary = new LatencyRun(bench).measure(stint, jobs, rate, QUICK_JOBS);
        bench.progress()
                .at(
                        "quick jobs, %s, %,.0f/s: p50 %.1f ms, p99 %.1f ms",
                        condition, rate, summary.p50(), summary.p99());
        return summary;
    }

    private static void report(Workbench bench, Report report, List<Percentiles> found) {
        var title =
                "slow: "
                        + QUICK_JOBS
                        + " quick jobs beside one of "
                        + bench.plan().slowJob().toSeconds()
                        + " s in their partition";
        var table = Percentiles.table(title, "condition", "what");
        found.get(0).row(table, "calm", "nothing beside them");
        found.get(1).row(table, "waiting", "the slow job waits for an HTTP answer");
        found.get(2).row(table, "burnt", "another process spins");
        found.get(3).row(table, "slow", "the slow job spins");
        report.table(table);
        report.note(
                "a job that spins takes a core: see slow over burnt for the order alone, or waiting");
        report.ratio("waiting_p99_over_calm", found.get(1).over(found.get(0), Summary::p99));
        report.ratio("slow_p99_over_calm", found.get(3).over(found.get(0), Summary::p99));
        report.ratio("burnt_p99_over_calm", found.get(2).over(found.get(0), Summary::p99));
        report.ratio("slow_p99_over_burnt", found.get(3).over(found.get(2), Summary::p99));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
