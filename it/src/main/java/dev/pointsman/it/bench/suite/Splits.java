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
import java.util.stream.Stream;

/** Where the worker's CPU goes, in all repetitions. Owned by one thread. */
final class Splits {
    private final Map<Work, List<Map<CpuPart, Double>>> all = new EnumMap<>(Work.class);

    void add(Work work, Map<CpuPart, Double> microsOfJob) {
        all.computeIfAbsent(work, _ -> new ArrayList<>()).add(microsOfJob);
    }

    void report(Report report) {
        if (all.isEmpty()) {
            return;
        }
        var names = Stream.concat(Stream.of("part"), all.keySet().stream().map(Work::toString));
        var table =
                new TextTable(
                        "worker: where its CPU goes, in µs a job", names.toArray(String[]::new));
        for (var part : CpuPart.values()) {
            var word = part.name().toLowerCase(Locale.ROOT);
            var row = Stream.of(Cell.of(word));
            var micros = all.keySet().stream().map(work -> Cell.of(micros(work, part), 1));
            table.row(Stream.concat(row, micros).toArray(Cell[]::new));
            all.keySet()
                    .forEach(work -> report.figure(work + "_" + word + "_us", micros(work, part)));
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
