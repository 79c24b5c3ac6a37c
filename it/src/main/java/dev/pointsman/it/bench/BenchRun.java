package dev.pointsman.it.bench;

import dev.pointsman.it.bench.child.BenchChild;
import dev.pointsman.it.bench.measure.Cluster;
import dev.pointsman.it.bench.measure.Guests;
import dev.pointsman.it.bench.measure.ThroughputRun;
import dev.pointsman.it.bench.measure.Workbench;
import dev.pointsman.it.bench.process.Children;
import dev.pointsman.it.bench.process.JavaCommand;
import dev.pointsman.it.bench.process.Scratch;
import dev.pointsman.it.bench.report.Machine;
import dev.pointsman.it.bench.report.Report;
import dev.pointsman.it.bench.report.Yardstick;
import dev.pointsman.it.bench.suite.Suite;
import dev.pointsman.local.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A run from the first process to the last line. Whatever ends it, Ctrl-C too, nothing stays
 * behind: no process, no file.
 */
record BenchRun(Plan plan, String heap, Optional<Path> recordings, Outputs outputs) {
    /** Whether every suite found what it looked for. */
    boolean run(List<Suite> suites) throws IOException {
        var complete = false;
        var before = Machine.now();
        System.out.println(before);
        var report = new Report();
        try (var scratch = Scratch.make();
                var children = new Children(command(scratch), BenchChild.class)) {
            var ending = endingOf(children, scratch);
            Runtime.getRuntime().addShutdownHook(ending);
            complete = run(suites, children, scratch, report);
        }
        var after = Machine.now();
        print(report, after);
        outputs.write(report, plan, before, after);
        return complete;
    }

    private boolean run(List<Suite> suites, Children children, Scratch scratch, Report report) {
        var progress = new Progress(System.out);
        progress.at("starting a broker");
        var guests = Guests.in(scratch.folder(), Home.current().folder());
        try (var cluster = Cluster.start(children)) {
            var bench = new Workbench(plan, children, cluster, guests, progress);
            if (suites.stream().anyMatch(Suite::asksBroker)) {
                new ThroughputRun(bench).warmUpBroker();
            }
            var complete = true;
            var yardstick = new Yardstick();
            for (var suite : suites) {
                progress.at("the machine hashes %.0f MiB a second", yardstick.look());
                progress.at("%s: %s", suite.name(), suite.question());
                complete &= tried(suite, bench, report);
            }
            yardstick.look();
            yardstick.verdict().ifPresent(report::note);
            return complete;
        }
    }

    /** One that fails takes nothing with it of what the others have found. */
    private static boolean tried(Suite suite, Workbench bench, Report report) {
        try {
            suite.run(bench, report);
            return true;
        } catch (BenchFailed e) {
            bench.progress().at("%s failed: %s", suite.name(), e);
            report.note(suite.name() + ": failed, and what it would have found is missing: " + e);
            return false;
        }
    }

    private JavaCommand command(Scratch scratch) throws IOException {
        if (recordings.isPresent()) {
            Files.createDirectories(recordings.get());
        }
        return new JavaCommand(heap, scratch.folder(), recordings.map(Path::toAbsolutePath));
    }

    /** By then the shutdown has been asked for from outside: ends what try would have ended. */
    private static Thread endingOf(Children children, Scratch scratch) {
        return Thread.ofPlatform()
                .name("end")
                .unstarted(() -> {
                    children.close();
                    scratch.close();
                });
    }

    private static void print(Report report, Machine after) {
        System.out.println();
        System.out.println(after);
        System.out.println();
        System.out.print(report);
    }
}
