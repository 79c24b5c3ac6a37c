package dev.pointsman.it.bench.suite;

import dev.pointsman.it.bench.load.Work;
import dev.pointsman.it.bench.measure.ThroughputRun;
import dev.pointsman.it.bench.measure.Workbench;
import dev.pointsman.it.bench.report.Cell;
import dev.pointsman.it.bench.report.Report;
import dev.pointsman.it.bench.report.TextTable;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/** The yardstick by itself, over the commit interval. */
final class CopySuite implements Suite {
    private static final List<Integer> INTERVALS_MILLIS = List.of(10, 20, 50);

    @Override
    public String name() {
        return "copy";
    }

    @Override
    public String question() {
        return "how fast can anyone consume, copy and produce in transactions here?";
    }

    @Override
    public void run(Workbench bench, Report report) {
        var run = new ThroughputRun(bench);
        var found = new TreeMap<Integer, Throughputs>();
        for (var repetition = 0; repetition < bench.plan().fewerRepetitions(); repetition++) {
            for (var millis : INTERVALS_MILLIS) {
                var interval = Duration.ofMillis(millis);
                found.computeIfAbsent(millis, _ -> new Throughputs())
                        .add(run.measure(bench.copy(), bench.usualShape(), Work.TRIVIAL, interval));
            }
        }
        var table =
                new TextTable(
                        "copy: a bare transactional loop, by commit interval",
                        "interval",
                        "records/s",
                        "client µs/record",
                        "broker µs/record");
        found.forEach((millis, copy) -> row(table, millis, copy));
        report.table(table);
    }

    private static void row(TextTable table, int millis, Throughputs copy) {
        table.row(
                Cell.of(millis + " ms"),
                copy.perSecond(),
                copy.clientMicros(),
                copy.brokerMicros());
    }
}
