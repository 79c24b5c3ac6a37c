package dev.pointsman.it.bench.suite;

import dev.pointsman.it.bench.child.CpuPart;
import dev.pointsman.it.bench.load.Work;
import dev.pointsman.it.bench.report.Cell;
import dev.pointsman.it.bench.report.Report;
import dev.pointsman.it.bench.report.Spread;
import dev.pointsman.it.bench.report.TextTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the worker's CPU goes, in all repetitions. Owned by one thread. */
final class Splits {
    private final Map<Work, List<Map<CpuPart, Double>>> all = new EnumMap<>(Work.class);

    void add(Work work, Map<CpuPart, Double> microsOfJob) {
        all.computeIfAbsent(work, _ -> new ArrayList<>()).add(microsOfJob);
    }

    void report(Report report) {
        var table =
                new TextTable(
                        "worker: where its CPU goes, in µs a job", "part", "trivial", "typical");
        for (var part : CpuPart.values()) {
            var word = part.name().toLowerCase(Locale.ROOT);
            var trivial = micros(Work.TRIVIAL, part);
            var typical = micros(Work.TYPICAL, part);
            table.row(Cell.of(word), Cell.of(trivial, 1), Cell.of(typical, 1));
            report.figure("typical_" + word + "_us", typical);
        }
        report.table(table);
        report.note(
                "Threads for Kafka, the JVM's part and the sum are read from the system; what threads do that run jobs"
                        + " is shared out by samples of the flight recorder, so those parts are shares.");
    }

    private Spread micros(Work work, CpuPart part) {
        return Spread.of(
                all.getOrDefault(work, List.of()).stream()
                        .map(split -> split.getOrDefault(part, 0.0))
                        .toList());
    }
}
