package dev.pointsman.it.bench.suite;

import dev.pointsman.it.bench.measure.StartRun;
import dev.pointsman.it.bench.measure.Workbench;
import dev.pointsman.it.bench.process.WorkerImage;
import dev.pointsman.it.bench.report.Cell;
import dev.pointsman.it.bench.report.Pairs;
import dev.pointsman.it.bench.report.Report;
import dev.pointsman.it.bench.report.Spread;
import dev.pointsman.it.bench.report.TextTable;
import dev.pointsman.local.Home;
import java.util.ArrayList;
import java.util.List;

/** A worker from exec on, with the AOT cache its image has, and without. */
final class StartSuite implements Suite {
    @Override
    public String name() {
        return "start";
    }

    @Override
    public String question() {
        return "how long, and how much CPU, from exec to ready, and to the first result, with and without AOT"
                + " cache?";
    }

    @Override
    public void run(Workbench bench, Report report) {
        var image = WorkerImage.rehearsed(Home.current(), bench.guests().folder());
        var run = new StartRun(bench, image);
        // The files are read for the first time, and the broker has to get used to it.
        run.measure(true);
        var with = new ArrayList<StartRun.Found>();
        var without = new ArrayList<StartRun.Found>();
        for (var repetition = 0; repetition < bench.plan().repetitions(); repetition++) {
            with.add(measured(bench, run, true));
            without.add(measured(bench, run, false));
        }
        var table =
                new TextTable(
                        "start: a worker by itself, from exec on",
                        "AOT cache",
                        "ready ms",
                        "CPU ms till then",
                        "first result ms");
        row(table, "with", with);
        row(table, "without", without);
        report.table(table);
        report.figure("start_ready_ms", Spread.of(ready(with)));
        report.figure("start_ready_cpu_ms", Spread.of(cpu(with)));
        report.figure("start_first_result_ms", Spread.of(results(with)));
        report.ratio("start_with_over_without_aot", Pairs.ratios(ready(with), ready(without)));
    }

    private static StartRun.Found measured(Workbench bench, StartRun run, boolean withCache) {
        var found = run.measure(withCache);
        bench.progress()
                .at(
                        "start %s AOT cache: ready after %,.0f ms and %,.0f ms of CPU, first result after %,.0f ms",
                        withCache ? "with" : "without",
                        found.ready(),
                        found.readyCpu(),
                        found.firstResult());
        return found;
    }

    private static void row(TextTable table, String cache, List<StartRun.Found> found) {
        table.row(
                Cell.of(cache),
                Cell.of(Spread.of(ready(found)), 0),
                Cell.of(Spread.of(cpu(found)), 0),
                Cell.of(Spread.of(results(found)), 0));
    }

    private static List<Double> ready(List<StartRun.Found> found) {
        return found.stream().map(StartRun.Found::ready).toList();
    }

    private static List<Double> cpu(List<StartRun.Found> found) {
        return found.stream().map(StartRun.Found::readyCpu).toList();
    }

    private static List<Double> results(List<StartRun.Found> found) {
        return found.stream().map(StartRun.Found::firstResult).toList();
    }
}
