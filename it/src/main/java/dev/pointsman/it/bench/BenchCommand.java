package dev.pointsman.it.bench;

import dev.pointsman.it.bench.suite.Suite;
import dev.pointsman.it.bench.suite.Suites;
import dev.pointsman.local.Home;
import dev.pointsman.local.cli.ProgramVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of the benchmark. */
@Command(
        name = "it/bench",
        description = {
            "Measures the worker beside a bare transactional copy loop, and beside what somebody would use instead: same"
                    + " jobs, same broker, same run.",
            "Only ratios are claims. The last lines, name=value, are for scripts."
        },
        footer = {
            "%nThe suites:",
            "  copy      a bare transactional loop, by commit interval: the limit",
            "  intake    the worker with a no-op in place of Wasm",
            "  worker    kinds of jobs, partitions, keys, tenants; where CPU goes",
            "  peers     typical jobs in programs of it/peers, which it installs",
            "  latency   due to committed, at a tenth and at half of full load",
            "  slow      quick jobs beside a slow one in their partition",
            "  instance  fresh instances and loops, beside the engine's memory",
            "  density   a thousand tenants' modules in one worker",
            "  scale     what a job costs as all grows; two workers",
            "  start     exec to ready and first result, with AOT cache or not",
            "  dispatch  JMH, by itself: it/bench dispatch -h",
            "  retries   how punctual they are, by itself: it/bench retries -h"
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class)
final class BenchCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SUITE", description = "Which suites to run (default: all of --list).")
    private List<String> suites = List.of();

    @Option(names = "--list", description = "Name the suites, and run none.")
    private boolean list;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the results there as JSON (default: it/target/bench.json).")
    private Path json = Home.current().folder().resolve("it/target/bench.json");

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "Draw them there as SVG (default: it/target/bench.svg).")
    private Path plot = Home.current().folder().resolve("it/target/bench.svg");

    @Option(
            names = "--jfr",
            paramLabel = "DIR",
            description = "Have every measured process leave a flight recording there.")
    private @Nullable Path recordings;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            description = "Heap of every process (default: ${DEFAULT-VALUE}).")
    private String heap = "1g";

    @Mixin private PlanOptions plan = new PlanOptions();

    @Override
    public Integer call() throws IOException {
        if (list) {
            Suites.all()
                    .forEach(suite ->
                            System.out.printf("%-8s %s%n", suite.name(), suite.question()));
            return 0;
        }
        var chosen = chosen();
        var outputs = new Outputs(json, plot);
        outputs.makeFolders();
        var run = new BenchRun(checkedPlan(), heap, Optional.ofNullable(recordings), outputs);
        var complete = run.run(chosen);
        plan.hint().ifPresent(System.out::println);
        return complete ? 0 : 1;
    }

    private Plan checkedPlan() {
        try {
            return plan.plan();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "" + e.getMessage(), e);
        }
    }

    /** The suites asked for, in the order they run in. */
    private List<Suite> chosen() {
        var all = new LinkedHashMap<String, Suite>();
        Suites.all().forEach(suite -> all.put(suite.name(), suite));
        suites.stream()
                .filter(name -> !all.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ParameterException(
                            spec.commandLine(),
                            "suite: " + name + " (expected: one or more of " + all.keySet() + ")");
                });
        return all.values().stream()
                .filter(suite -> suites.isEmpty() || suites.contains(suite.name()))
                .toList();
    }
}
