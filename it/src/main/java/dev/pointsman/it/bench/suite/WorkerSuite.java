package dev.pointsman.it.bench.suite;

import dev.pointsman.it.bench.load.Shape;
import dev.pointsman.it.bench.measure.Workbench;
import dev.pointsman.it.bench.report.Report;

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
                BesideCopy.table(
                        "worker: trivial jobs, a fresh instance each, beside the copy loop");
        var repetitions = bench.plan().repetitions();
        for (var shape : bench.plan().shapes()) {
            var found = BesideCopy.measure(bench, bench.worker(), shape, repetitions);
            var usual = shape.equals(bench.usualShape());
            found.rows(table, name());
            found.ratios(report, "worker_trivial", usual ? "" : suffix(shape));
            if (usual) {
                fullLoad.learn(found.other().median());
            }
        }
        report.table(table);
    }

    private static String suffix(Shape shape) {
        return "_" + shape.partitions() + (shape.keys() == 0 ? "_unkeyed" : "_keyed");
    }
}
