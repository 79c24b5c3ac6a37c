package dev.pointsman.it.bench.suite;

import dev.pointsman.it.bench.instance.BenchGuest;
import dev.pointsman.it.bench.instance.Comparison;
import dev.pointsman.it.bench.instance.Side;
import dev.pointsman.it.bench.measure.Workbench;
import dev.pointsman.it.bench.report.Cell;
import dev.pointsman.it.bench.report.Pairs;
import dev.pointsman.it.bench.report.Report;
import dev.pointsman.it.bench.report.Spread;
import dev.pointsman.it.bench.report.TextTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What the sandbox costs a guest, and saves it, beside the engine with its own memory. */
final class InstanceSuite implements Suite {
    /** Of each time the processes are started, for compilers do not decide the same each time. */
    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "instance";
    }

    @Override
    public String question() {
        return "what do a fresh instance and a guest's code cost, beside the engine's own memory?";
    }

    @Override
    public boolean asksBroker() {
        return false;
    }

    @Override
    public void run(Workbench bench, Report report) {
        var found = new EnumMap<BenchGuest, List<Map<Side, Double>>>(BenchGuest.class);
        for (var i = 1; i <= bench.plan().repetitions(); i++) {
            bench.progress().at("%s, repetition %d: warming up", name(), i);
            try (var sides = InstanceSides.start(bench)) {
                Stream.of(BenchGuest.values()).forEach(sides::micros);
                bench.progress().at("%s, repetition %d", name(), i);
                measure(sides, found);
            }
        }
        report.table(table(found));
        report.note("Each side is a process; metered is the engine under our fuel and deadline,");
        report.note("freed the sandbox without them, and unflagged a JVM as it comes.");
        Comparison.all().forEach(pair -> report.ratio(pair.name(), ratio(found, pair)));
        found.forEach((guest, rounds) ->
                report.figure(figure(guest), Spread.of(of(rounds, Side.SANDBOX))));
    }

    private static String figure(BenchGuest guest) {
        return "instance_" + guest.name().toLowerCase(Locale.ROOT) + "_us";
    }

    private static void measure(
            InstanceSides sides, Map<BenchGuest, List<Map<Side, Double>>> found) {
        for (var round = 0; round < ROUNDS; round++) {
            for (var guest : BenchGuest.values()) {
                found.computeIfAbsent(guest, _ -> new ArrayList<>()).add(sides.micros(guest));
            }
        }
    }

    private static TextTable table(Map<BenchGuest, List<Map<Side, Double>>> found) {
        var titles = Stream.of(Side.values()).map(Side::word);
        var table =
                new TextTable(
                        "instance: CPU of one job, in microseconds, the least of many",
                        Stream.concat(Stream.of("guest"), titles).toArray(String[]::new));
        found.forEach((guest, rounds) -> {
            var cells = Stream.of(Side.values()).map(side -> cell(rounds, side, guest));
            var word = Cell.of(guest.name().toLowerCase(Locale.ROOT));
            table.row(Stream.concat(Stream.of(word), cells).toArray(Cell[]::new));
        });
        return table;
    }

    private static Cell cell(List<Map<Side, Double>> rounds, Side side, BenchGuest guest) {
        return side.runs(guest) ? Cell.of(Spread.of(of(rounds, side)), 2) : Cell.of("");
    }

    private static Spread ratio(Map<BenchGuest, List<Map<Side, Double>>> found, Comparison pair) {
        var rounds = found.getOrDefault(pair.guest(), List.of());
        return Pairs.ratios(of(rounds, pair.above()), of(rounds, pair.below()));
    }

    private static List<Double> of(List<Map<Side, Double>> rounds, Side side) {
        return rounds.stream().map(each -> each.getOrDefault(side, 0.0)).toList();
    }
}
