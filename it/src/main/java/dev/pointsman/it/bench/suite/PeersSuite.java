package dev.pointsman.it.bench.suite;

import dev.pointsman.it.bench.BenchFailed;
import dev.pointsman.it.bench.load.Work;
import dev.pointsman.it.bench.measure.Contender;
import dev.pointsman.it.bench.measure.Throughput;
import dev.pointsman.it.bench.measure.ThroughputRun;
import dev.pointsman.it.bench.measure.Workbench;
import dev.pointsman.it.bench.report.Cell;
import dev.pointsman.it.bench.report.Report;
import dev.pointsman.it.bench.report.TextTable;
import dev.pointsman.local.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The worker and what a user would pick instead, in turn, on typical jobs. */
final class PeersSuite implements Suite {
    private final Path peers = Home.current().folder().resolve("it/peers");

    @Override
    public String name() {
        return "peers";
    }

    @Override
    public String question() {
        return "how many typical jobs does a worker do beside what a user would pick instead?";
    }

    @Override
    public void run(Workbench bench, Report report) {
        install();
        var contenders = contenders(bench, report);
        var worker = new Throughputs();
        var found = new LinkedHashMap<String, Throughputs>();
        for (var repetition = 0; repetition < bench.plan().repetitions(); repetition++) {
            worker.add(measure(bench, bench.worker()));
            for (var contender : List.copyOf(contenders)) {
                var result = tried(bench, report, contender);
                if (result.isEmpty()) {
                    contenders.remove(contender);
                    found.remove(contender.name());
                }
                result.ifPresent(it ->
                        found.computeIfAbsent(contender.name(), _ -> new Throughputs()).add(it));
            }
        }
        report(report, worker, found);
    }

    private void install() {
        try {
            var install =
                    new ProcessBuilder(peers.resolve("install").toString()).inheritIO().start();
            install.waitFor();
        } catch (IOException e) {
            throw new BenchFailed("it/peers/install cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("interrupted", e);
        }
    }

    /** Those that can be run; of the others the report says why not. */
    private List<Contender> contenders(Workbench bench, Report report) {
        var all = new ArrayList<Contender>();
        var typical = bench.guests().module(Work.TYPICAL);
        for (var program : PeerProgram.values()) {
            var missing = program.missing(peers);
            missing.ifPresent(reason -> report.note(program + ": not measured, " + reason));
            if (missing.isEmpty()) {
                all.add(program.contender(peers, typical, bench.children()));
            }
        }
        return all;
    }

    /** A peer that fails is no reason to measure nothing: that it failed is a finding. */
    private static Optional<Throughput> tried(Workbench bench, Report report, Contender contender) {
        try {
            return Optional.of(measure(bench, contender));
        } catch (BenchFailed e) {
            bench.progress().at("%s failed: %s", contender.name(), e);
            report.note(contender.name() + ": not measured, it failed: " + e);
            return Optional.empty();
        }
    }

    private static Throughput measure(Workbench bench, Contender contender) {
        var interval = bench.plan().worker().commitInterval();
        return new ThroughputRun(bench)
                .measure(contender, bench.usualShape(), Work.TYPICAL, interval);
    }

    private static void report(Report report, Throughputs worker, Map<String, Throughputs> found) {
        var table =
                new TextTable(
                        "peers: typical jobs, their answers checked",
                        "who",
                        "jobs/s",
                        "client µs/job",
                        "broker µs/job",
                        "KiB/job",
                        "RSS MiB");
        row(table, "worker", worker);
        found.forEach((name, peer) -> row(table, name, peer));
        report.table(table);
        found.forEach((name, peer) -> {
            report.ratio("typical_over_" + name, worker.over(peer, Throughput::perSecond));
            report.ratio("typical_cpu_over_" + name, worker.over(peer, Throughput::clientMicros));
        });
        report.note("KiB/job is 0 where it cannot be told, which is in Node.");
    }

    private static void row(TextTable table, String who, Throughputs found) {
        table.row(
                Cell.of(who),
                found.perSecond(),
                found.clientMicros(),
                found.brokerMicros(),
                found.allocatedKibibytes(),
                found.residentMebibytes());
    }
}
