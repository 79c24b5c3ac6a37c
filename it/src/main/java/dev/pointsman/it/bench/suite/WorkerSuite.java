package dev.pointsman.it.bench.suite;

import dev.pointsman.it.bench.load.Shape;
import dev.pointsman.it.bench.load.Work;
import dev.pointsman.it.bench.measure.SplitRun;
import dev.pointsman.it.bench.measure.Throughput;
import dev.pointsman.it.bench.measure.Workbench;
import dev.pointsman.it.bench.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The worker beside the copy loop, over what jobs do and the shape of their topic. */
final class WorkerSuite implements Suite {
    private static final int MANY_TENANTS = 1_000;

    /** What a worker has many of, so that it matters what each costs. */
    private static final List<Work> SMALL = List.of(Work.TRIVIAL, Work.TYPICAL);

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
        return "how many jobs of each kind does a worker do, and at what cost, beside the copy loop?";
    }

    @Override
    public void run(Workbench bench, Report report) {
        var table = BesideCopy.table("worker: a fresh instance for each job, beside the copy loop");
        // Now, so that what was found is told, whatever comes.
        report.table(table);
        var asked = bench.plan().jobs();
        for (var jobs : jobs(bench.usualShape(), bench.plan().shapes(), asked)) {
            var usual = jobs.shape().equals(bench.usualShape());
            var repetitions = usual ? bench.plan().repetitions() : bench.plan().fewerRepetitions();
            var found = BesideCopy.measure(bench, bench.worker(), jobs, repetitions);
            found.rows(table, name());
            found.ratios(report, jobs.work().claim(), jobs.suffix(bench.usualShape()));
            if (usual) {
                reportUsual(report, jobs.work(), found.other());
            } else {
                bench.forgetBacklog(jobs.shape(), jobs.work());
            }
        }
        reportSplits(bench, report);
    }

    /** What each kind of jobs is measured in; what keeps state needs keys. */
    private static List<Jobs> jobs(Shape usual, List<Shape> shapes, List<Work> asked) {
        var all = new ArrayList<Jobs>();
        for (var work : SMALL) {
            Stream.concat(shapes.stream(), Stream.of(usual.withTenants(MANY_TENANTS)))
                    .filter(shape -> shape.keys() > 0 || !work.needsKey())
                    .forEach(shape -> all.add(new Jobs(shape, work)));
        }
        all.add(new Jobs(usual, Work.MEMORY));
        all.add(new Jobs(usual, Work.WAITING));
        return all.stream().filter(jobs -> asked.contains(jobs.work())).toList();
    }

    private void reportUsual(Report report, Work work, Throughputs worker) {
        if (work == Work.TRIVIAL) {
            fullLoad.learn(worker.median());
        }
        report.figure(work + "_cpu_us", worker.spread(Throughput::clientMicros));
        report.figure(work + "_broker_cpu_us", worker.spread(Throughput::brokerMicros));
        report.figure(work + "_alloc_kb", worker.spread(Throughput::allocatedKibibytes));
        report.figure(work + "_rss_mb", worker.spread(Throughput::residentMebibytes));
    }

    private static void reportSplits(Workbench bench, Report report) {
        var splits = new Splits();
        for (var repetition = 0; repetition < bench.plan().fewerRepetitions(); repetition++) {
            for (var work : SMALL.stream().filter(bench.plan().jobs()::contains).toList()) {
                splits.add(work, new SplitRun(bench).measure(bench.usualShape(), work));
            }
        }
        splits.report(report);
    }
}
