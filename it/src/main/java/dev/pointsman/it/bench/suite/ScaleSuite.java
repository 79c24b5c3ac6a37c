package dev.pointsman.it.bench.suite;

import dev.pointsman.it.bench.load.Shape;
import dev.pointsman.it.bench.load.Work;
import dev.pointsman.it.bench.measure.Contender;
import dev.pointsman.it.bench.measure.LateRun;
import dev.pointsman.it.bench.measure.Throughput;
import dev.pointsman.it.bench.measure.ThroughputRun;
import dev.pointsman.it.bench.measure.Workbench;
import dev.pointsman.it.bench.report.Cell;
import dev.pointsman.it.bench.report.Pairs;
import dev.pointsman.it.bench.report.Report;
import dev.pointsman.it.bench.report.Spread;
import dev.pointsman.it.bench.report.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a typical job costs as all around it grows, and what a second worker is good for. */
final class ScaleSuite implements Suite {
    /** So that they go over the partitions of two workers, and their number over their keys. */
    private static final int FEW_TENANTS = 10;

    private static final int FEW_KEYS = 320;
    private static final int HUNDREDFOLD = 100;
    private static final List<Integer> PARTITIONS = List.of(1, 4, 16);

    /** Room for what jobs of so many keys keep. */
    private static final String STATE_BYTES = Integer.toString(64 << 20);

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String question() {
        return "does a job cost more as partitions, tenants, keys, state and jobs grow a hundredfold?";
    }

    @Override
    public void run(Workbench bench, Report report) {
        var cases = cases();
        var found = new LinkedHashMap<String, Throughputs>();
        for (var repetition = 0; repetition < bench.plan().fewerRepetitions(); repetition++) {
            cases.forEach((name, grown) ->
                    found.computeIfAbsent(name, _ -> new Throughputs()).add(measure(bench, grown)));
        }
        report(report, cases, found);
        cases.values().forEach(grown -> bench.forgetBacklog(grown.shape(), Work.TYPICAL));
        reportJobs(bench, report);
    }

    /**
     * What has grown.
     *
     * @param shape of its jobs
     * @param workers how many processes
     */
    private record Grown(Shape shape, int workers) {}

    private static Map<String, Grown> cases() {
        var base = new Shape(1, FEW_KEYS, FEW_TENANTS);
        var all = new LinkedHashMap<String, Grown>();
        PARTITIONS.forEach(number ->
                all.put("partitions_" + number, new Grown(base.withPartitions(number), 1)));
        all.put("tenants", new Grown(base.withTenants(FEW_TENANTS * HUNDREDFOLD), 1));
        all.put("keys_and_state", new Grown(base.withKeys(FEW_KEYS * HUNDREDFOLD), 1));
        all.put("two_workers_4", new Grown(base.withPartitions(4), 2));
        all.put("two_workers_16", new Grown(base.withPartitions(16), 2));
        return all;
    }

    private static Throughput measure(Workbench bench, Grown grown) {
        var setup = bench.plan().worker().with("pointsman.state.max-bytes", STATE_BYTES);
        var team = new ArrayList<Contender>();
        for (var slot = 0; slot < grown.workers(); slot++) {
            team.add(bench.worker(setup.with("pointsman.kafka.slot", Integer.toString(slot))));
        }
        return new ThroughputRun(bench)
                .measure(team, grown.shape(), Work.TYPICAL, setup.commitInterval());
    }

    private static void report(
            Report report, Map<String, Grown> cases, Map<String, Throughputs> found) {
        var table =
                new TextTable(
                        "scale: typical jobs",
                        "what grows",
                        "jobs/s",
                        "client µs/job",
                        "broker µs/job",
                        "RSS MiB");
        cases.keySet().forEach(name -> row(table, name, of(found, name)));
        report.table(table);
        cost(report, found, "tenants", "tenants");
        cost(report, found, "keys_and_state", "keys_and_state");
        cost(report, found, "partitions_16", "partitions");
        report.ratio("scale_two_workers_4", speed(found, "two_workers_4", "partitions_4"));
        report.ratio("scale_two_workers_16", speed(found, "two_workers_16", "partitions_16"));
    }

    private static void row(TextTable table, String name, Throughputs found) {
        table.row(
                Cell.of(name),
                found.perSecond(),
                found.clientMicros(),
                found.brokerMicros(),
                found.residentMebibytes());
    }

    /** Against one partition, 10 tenants and 320 keys. */
    private static void cost(
            Report report, Map<String, Throughputs> found, String grown, String name) {
        report.ratio(
                "scale_cost_" + name,
                of(found, grown).over(of(found, "partitions_1"), Throughput::clientMicros));
    }

    private static Spread speed(Map<String, Throughputs> found, String two, String one) {
        return of(found, two).over(of(found, one), Throughput::perSecond);
    }

    private static Throughputs of(Map<String, Throughputs> found, String name) {
        return Optional.ofNullable(found.get(name)).orElseThrow();
    }

    private static void reportJobs(Workbench bench, Report report) {
        var early = new ArrayList<Double>();
        var late = new ArrayList<Double>();
        var times = 0.0;
        for (var repetition = 0; repetition < bench.plan().fewerRepetitions(); repetition++) {
            var run = new LateRun(bench).measure(bench.usualShape(), Work.TYPICAL);
            early.add(run.early().clientMicros());
            late.add(run.late().clientMicros());
            times = run.times();
        }
        report.ratio("scale_cost_jobs", Pairs.ratios(late, early));
        report.note(
                String.format(
                        Locale.ROOT,
                        "scale_cost_jobs: the last window of a backlog over the first after warm-up, %.0f times as many"
                                + " jobs; more with --backlog.",
                        times));
    }
}
