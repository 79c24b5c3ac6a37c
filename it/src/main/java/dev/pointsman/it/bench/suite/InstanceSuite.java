package dev.pointsman.it.bench.suite;

import dev.pointsman.it.bench.instance.BenchGuest;
import dev.pointsman.it.bench.measure.Workbench;
import dev.pointsman.it.bench.report.Cell;
import dev.pointsman.it.bench.report.Report;
import dev.pointsman.it.bench.report.Spread;
import dev.pointsman.it.bench.report.TextTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the sandbox costs a guest, and saves it, beside the engine with its own memory. */
final class InstanceSuite implements Suite {
    private static final double NANOS_A_MICRO = 1_000;

    @Override
    public String name() {
        return "instance";
    }

    @Override
    public String question() {
        return "what do a fresh instance and a guest's code cost, beside the engine's own memory?";
    }

    @Override
    public void run(Workbench bench, Report report) {
        var table =
                new TextTable(
                        "instance: CPU of one job, in microseconds, the least of many",
                        "guest",
                        "sandbox",
                        "engine");
        var sandbox = new ArrayList<Map<BenchGuest, Double>>();
        var engine = new ArrayList<Map<BenchGuest, Double>>();
        for (var i = 0; i < bench.plan().fewerRepetitions(); i++) {
            bench.progress().at("%s, repetition %d", name(), i + 1);
            sandbox.add(micros(bench, "sandbox"));
            engine.add(micros(bench, "engine"));
        }
        for (var guest : BenchGuest.values()) {
            row(report, table, guest, column(sandbox, guest), column(engine, guest));
        }
        report.table(table);
        report.note("A whole job in the sandbox: fuel, deadline and outcome are counted in.");
    }

    private static void row(
            Report report,
            TextTable table,
            BenchGuest guest,
            List<Double> sandbox,
            List<Double> engine) {
        var word = guest.name().toLowerCase(Locale.ROOT);
        table.row(Cell.of(word), Cell.of(Spread.of(sandbox), 2), Cell.of(Spread.of(engine), 2));
        var ratios = new ArrayList<Double>();
        for (var i = 0; i < sandbox.size(); i++) {
            ratios.add(
                    guest.isInstance()
                            ? engine.get(i) / sandbox.get(i)
                            : sandbox.get(i) / engine.get(i));
        }
        var name = guest.isInstance() ? "_engine_over_sandbox" : "_sandbox_over_engine";
        report.ratio("instance_" + word + name, Spread.of(ratios));
    }

    private static List<Double> column(
            List<Map<BenchGuest, Double>> repetitions, BenchGuest guest) {
        return repetitions.stream().map(each -> each.getOrDefault(guest, 0.0)).toList();
    }

    private static Map<BenchGuest, Double> micros(Workbench bench, String side) {
        try (var child = bench.children().start("instance-" + side, List.of("instance", side))) {
            var micros = new EnumMap<BenchGuest, Double>(BenchGuest.class);
            for (var entry : child.awaitReady().split(" ", -1)) {
                var words = entry.split("=", -1);
                micros.put(BenchGuest.valueOf(words[0]), Long.parseLong(words[1]) / NANOS_A_MICRO);
            }
            return micros;
        }
    }
}
