package dev.pointsman.it.bench.suite;

import dev.pointsman.it.bench.load.Shape;
import dev.pointsman.it.bench.measure.Throughput;
import dev.pointsman.it.bench.measure.ThroughputRun;
import dev.pointsman.it.bench.measure.Workbench;
import dev.pointsman.it.bench.report.Cell;
import dev.pointsman.it.bench.report.Report;
import dev.pointsman.it.bench.report.TextTable;

/** The worker beside the copy loop, over the shape of the jobs topic. */
final class WorkerSuite implements Suite {
    private final FullLoad fullLoad;

    WorkerSuite(FullLoad fullLoad) {
        this.fullLoad = fullLoad;
    }

    @Override
    public String name() {
        return "worker";
    }

    @Override
    public String question() {
        return "how many trivial jobs does a worker do, and at what CPU, beside the copy loop?";
    }

    @Override
    public void run(Workbench bench, Report report) {
        var table =
                new TextTable(
                        "worker: trivial jobs, a fresh instance each, beside the copy loop",
                        "partitions",
                        "keys",
                        "who",
                        "records/s",
                        "client µs/record",
                        "broker µs/record");
        bench.plan().shapes().forEach(shape -> run(bench, shape, table, report));
        report.table(table);
    }

    private void run(Workbench bench, Shape shape, TextTable table, Report report) {
        var run = new ThroughputRun(bench);
        var interval = bench.plan().worker().commitInterval();
        var copy = new Throughputs();
        var worker = new Throughputs();
        for (var repetition = 0; repetition < bench.plan().repetitions(); repetition++) {
            copy.add(run.measure(bench.copy(), shape, interval));
            worker.add(run.measure(bench.worker(), shape, interval));
        }
        row(table, shape, "copy", copy);
        row(table, shape, "worker", worker);
        var usual = shape.equals(bench.usualShape());
        ratios(report, usual ? "" : suffix(shape), copy, worker);
        if (usual) {
            fullLoad.learn(worker.median());
        }
    }

    private static void row(TextTable table, Shape shape, String who, Throughputs found) {
        table.row(
                Cell.of(Integer.toString(shape.partitions())),
                Cell.of(shape.keysInWords()),
                Cell.of(who),
                found.perSecond(),
                found.clientMicros(),
                found.brokerMicros());
    }

    private static void ratios(Report report, String suffix, Throughputs copy, Throughputs worker) {
        report.ratio("worker_trivial_over_copy" + suffix, worker.over(copy, Throughput::perSecond));
        report.ratio(
                "worker_trivial_cpu_over_copy" + suffix, worker.over(copy, Throughput::micros));
        report.ratio(
                "worker_trivial_client_cpu_over_copy" + suffix,
                worker.over(copy, Throughput::clientMicros));
        report.ratio(
                "worker_trivial_broker_cpu_over_copy" + suffix,
                worker.over(copy, Throughput::brokerMicros));
    }

    private static String suffix(Shape shape) {
        return "_" + shape.partitions() + (shape.keys() == 0 ? "_unkeyed" : "_keyed");
    }
}
