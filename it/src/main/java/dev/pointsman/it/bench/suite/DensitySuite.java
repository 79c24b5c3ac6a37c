package dev.pointsman.it.bench.suite;

import dev.pointsman.it.bench.load.Latencies;
import dev.pointsman.it.bench.load.ManyModules;
import dev.pointsman.it.bench.measure.DensityRun;
import dev.pointsman.it.bench.measure.Workbench;
import dev.pointsman.it.bench.report.Cell;
import dev.pointsman.it.bench.report.Report;
import dev.pointsman.it.bench.report.Spread;
import dev.pointsman.it.bench.report.TextTable;
import java.util.List;

/** Many tenants with a module each in one worker: what an idle one costs, and the first job. */
final class DensitySuite implements Suite {
    private static final double MEBI = 1024 * 1024;
    private static final double KIBI = 1024;
    private static final double NANOS_A_MILLI = 1e6;

    @Override
    public String name() {
        return "density";
    }

    @Override
    public String question() {
        return "what does an idle module cost, and how long does its first job take?";
    }

    @Override
    public void run(Workbench bench, Report report) {
        var folder = bench.guests().folder().resolve("density");
        var modules = ManyModules.in(folder, bench.plan().modules());
        bench.progress().at("density: %d modules, compiled", modules.count());
        var cold = new DensityRun(bench, modules, folder).measure();
        bench.progress().at("density: %d modules, from the disk cache", modules.count());
        var disk = new DensityRun(bench, modules, folder).measure();
        reportLatency(report, modules, cold, disk);
        reportMemory(report, modules, cold);
    }

    private static void reportLatency(
            Report report, ManyModules modules, DensityRun.Found cold, DensityRun.Found disk) {
        var table =
                new TextTable(
                        "density: one job after the other, of " + modules.count() + " modules",
                        "job",
                        "p50 ms",
                        "p99 ms",
                        "max ms");
        row(table, "first, compiled", cold.first());
        row(table, "first, from disk", disk.first());
        row(table, "second", cold.second());
        report.table(table);
        report.figure("density_cold_ms", Spread.of(cold.first()));
        report.figure("density_disk_ms", Spread.of(disk.first()));
        report.figure("density_warm_ms", Spread.of(cold.second()));
        report.note(
                "density: times are from publishing a job to its committed result, commit interval included.");
    }

    private static void reportMemory(Report report, ManyModules modules, DensityRun.Found cold) {
        var each = cold.heapBytes() / KIBI / cold.first().size();
        report.figure("density_kb_per_module", Spread.of(List.of(each)));
        report.figure("density_total_mb", Spread.of(List.of(cold.totalBytes() / MEBI)));
        report.note(
                "density: heap after a collection, and metaspace, of a worker with "
                        + modules.count()
                        + " modules of 50 KB at rest; density_total_mb is all of the worker.");
    }

    private static void row(TextTable table, String job, List<Double> millis) {
        var latencies = new Latencies();
        millis.forEach(each -> latencies.add(Math.round(each * NANOS_A_MILLI)));
        var found = latencies.summary();
        table.row(Cell.of(job), cell(found.p50()), cell(found.p99()), cell(found.max()));
    }

    private static Cell cell(double millis) {
        return Cell.of(Spread.of(List.of(millis)), 1);
    }
}
