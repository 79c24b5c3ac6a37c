package dev.pointsman.it.hostile;

import dev.pointsman.contracts.Payload;
import dev.pointsman.it.bench.process.Scratch;
import dev.pointsman.it.options.Programs;
import dev.pointsman.local.cli.ProgramVersion;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code it/hostile}. */
@Command(
        name = "it/hostile",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        usageHelpWidth = 116,
        description = {
            "Runs modules that tenants could upload to stop, starve or spy on others, through the worker's own path of",
            "a job, in one JVM with a heap of 512 MiB that ends where it does not do, while another tenant's jobs go on."
        },
        footerHeading = "%nThe last line:%n",
        footer = {
            "  stuck              jobs that did not end",
            "  oom                jobs that used up the worker's heap",
            "  overrun_p99_ms     by how much jobs that are stopped at their deadline outlast it",
            "  victim_p99_ratio   what the other tenant's jobs take beside the attacks, to what they take alone"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all ended as they must, overrun_p99_ms <= 100, victim_p99_ratio <= 2",
            "1:something did not",
            "2:wrong usage"
        })
public final class HostileCommand implements Callable<Integer> {
    private static final Programs PROGRAMS =
            Programs.usual("--seed", "--rounds", "--quiet", "--untimed", "--only")
                    .or("--mutants", "--from", "--seed")
                    .or("--soak", "--modules", "--instances")
                    .or("--leak", "--alternations")
                    .or("--crowd", "--loops", "--newcomers", "--at-once");

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Chooses the order, and the mutants (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--rounds",
            paramLabel = "R",
            description =
                    "How often each module that is admitted runs (default: ${DEFAULT-VALUE}).")
    private int rounds = 20;

    @Option(
            names = "--quiet",
            paramLabel = "SECONDS",
            description =
                    "How long the other tenant is alone, before and after (default: ${DEFAULT-VALUE}).")
    private int quiet = 10;

    @Option(
            names = "--untimed",
            description =
                    "Print the figures of time, but judge only the rest: for a machine that is busy.")
    private boolean untimed;

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            description = "Run only cases with this in their name.")
    private String only = "";

    @Option(
            names = "--mutants",
            paramLabel = "N",
            description = "Instead of the cases, run so many modules with a few bytes changed.")
    private long mutants;

    @Option(
            names = "--from",
            paramLabel = "N",
            description = "With --mutants, the number of the first (default: ${DEFAULT-VALUE}).")
    private long first;

    @Option(
            names = "--soak",
            description =
                    "Instead of the cases, make many instances of many modules, and say what is left of them.")
    private boolean soak;

    @Option(
            names = "--modules",
            paramLabel = "N",
            description = "With --soak, the number of modules (default: ${DEFAULT-VALUE}).")
    private int modules = 10_000;

    @Option(
            names = "--instances",
            paramLabel = "N",
            description = "With --soak, the number of instances (default: ${DEFAULT-VALUE}).")
    private int instances = 1_000_000;

    @Option(
            names = "--leak",
            description = "Instead of the cases, run jobs that look for what others left.")
    private boolean leak;

    @Option(
            names = "--alternations",
            paramLabel = "N",
            description =
                    "With --leak, how often the two tenants take turns (default: ${DEFAULT-VALUE}).")
    private int alternations = 10_000;

    @Option(
            names = "--crowd",
            description =
                    "Instead of the cases, run a tenant with thousands of loops, and modules nobody has seen, beside one with small jobs.")
    private boolean crowd;

    @Option(
            names = "--loops",
            paramLabel = "N",
            description = "With --crowd, the number of loops (default: ${DEFAULT-VALUE}).")
    private int loops = 10_000;

    @Option(
            names = "--newcomers",
            paramLabel = "N",
            description = "With --crowd, the number of new modules (default: ${DEFAULT-VALUE}).")
    private int newcomers = 500;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            description =
                    "With --crowd, how many of the two threads one tenant may have (default: ${DEFAULT-VALUE}).")
    private int atOnce = 2;

    private final PrintStream out = System.out;

    @Spec private CommandSpec spec = CommandSpec.create();

    HostileCommand() {}

    public static void main(String[] arguments) {
        // Read by logback.xml, so to be set before the first logger is made.
        System.setProperty("log.level", "OFF");
        // A thread that is stuck must not keep the process.
        Runtime.getRuntime().halt(new CommandLine(new HostileCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PROGRAMS.check(spec.commandLine());
        try (var scratch = Scratch.make();
                var house = new House(scratch.folder())) {
            return run(house, scratch.folder()) ? 0 : 1;
        }
    }

    private boolean run(House house, Path folder) throws IOException, InterruptedException {
        if (mutants > 0) {
            return new Mutants(house, originals(), seed, out).run(first, mutants);
        }
        if (soak) {
            return new Soak(house, out).run(modules, instances);
        }
        if (leak) {
            return new Leaks(house, out).run(alternations);
        }
        if (crowd) {
            return new Crowd(house, out).run(loops, newcomers, atOnce);
        }
        return siege(house, folder);
    }

    private boolean siege(House house, Path folder) throws IOException, InterruptedException {
        var echo = Payload.takingOver(Files.readAllBytes(guests().resolve("testing/echo.wasm")));
        try (var servers = new BadServers(folder)) {
            var siege = new Siege(house, rounds, Duration.ofSeconds(quiet), servers, out);
            var verdict = siege.run(cases(servers), echo);
            servers.requireAlive();
            out.println(verdict);
            return verdict.isGood(!untimed);
        }
    }

    private List<HostileCase> cases(BadServers servers) {
        return Siege.cases(servers, seed).stream()
                .filter(each -> each.name().contains(only))
                .toList();
    }

    /** All example guests, and small modules that use what these do not. */
    private static List<Payload> originals() throws IOException {
        var originals = new ArrayList<Payload>();
        try (Stream<Path> files = Files.walk(guests())) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".wasm")).sorted().toList()) {
                originals.add(Payload.takingOver(Files.readAllBytes(file)));
            }
        }
        Stream.of(Loops.all(), LargeWork.all(), Traps.all())
                .flatMap(List::stream)
                .map(each -> each.module().get())
                .filter(module -> module.size() < 1_000)
                .forEach(originals::add);
        return originals;
    }

    private static Path guests() {
        return Path.of(System.getProperty("launcher.home", "."), "contracts", "guests");
    }
}
