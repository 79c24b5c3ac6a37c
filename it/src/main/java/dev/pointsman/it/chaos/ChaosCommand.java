package dev.pointsman.it.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pointsman.it.chaos.fault.FaultKind;
import dev.pointsman.it.chaos.planted.Bug;
import dev.pointsman.it.chaos.planted.Planted;
import dev.pointsman.it.options.Programs;
import dev.pointsman.local.cli.ProgramVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command chaos. */
@Command(
        name = "it/chaos",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        usageHelpWidth = 116,
        description = {
            "Runs a broker and workers, each in a process of its own behind a relay, publishes jobs of several",
            "tenants, good ones and bad ones, and meanwhile kills, stops and cuts off all of these. Afterwards",
            "a checker reads the topics, committed records only, and compares each job with what must come of it."
        },
        footerHeading = "%nThe last line:%n",
        footer = {
            "  lost         jobs without their result, or whose result is not theirs: outcome, output, tenant, key; and",
            "               cancels, where of 50 or more none has withdrawn its job",
            "  duplicated   results too many, and results of no job",
            "  torn         dead letters, retries and published records without their result, missing beside it, or",
            "               twice; results and retries that a reader saw during the run and that are not there afterwards",
            "               (but for finished retries that a worker has deleted), or the reverse",
            "  reordered    results of one tenant's key in another order than its jobs",
            "  state_wrong  jobs that the group's offsets and their metadata count as finished without a result, or",
            "               the reverse, at moments of the run and at its end; transactions that hang; keys that in",
            "               the end keep something else than their jobs had to leave, and jobs that found another",
            "               state of their key than those before them had to leave, by what they answer",
            "  recovered_p99_ms   from the SIGKILL of a worker until for every partition it owned a committed result",
            "               is seen of a job that ended after it, of those kills beside which no other fault was at work",
            "               or began: every fifth kill is left alone for that. The lines before have how many these were,",
            "               and the same of all kills, most of which meet the next fault before they are made good",
            "",
            "A run whose faults have never taken back a result proves nothing, and fails. So does one of which a retry",
            "was deleted before the reader had seen it."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all zeros and all drained",
            "1:something was found, or the run failed",
            "2:wrong usage"
        })
public final class ChaosCommand implements Callable<Integer> {
    private static final Programs PROGRAMS =
            Programs.usual(
                            "--jobs",
                            "--faults",
                            "--seed",
                            "--workers",
                            "--every",
                            "--patience",
                            "--at-most",
                            "--protocol",
                            "--kinds")
                    .or("--planted", "--bugs", "--seed", "--protocol");

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Jobs to publish (default: ${DEFAULT-VALUE}).")
    private int jobs = 20_000;

    @Option(
            names = "--faults",
            paramLabel = "F",
            description = "Faults to make meanwhile (default: ${DEFAULT-VALUE}).")
    private int faults = 40;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Chooses jobs and faults (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--workers",
            paramLabel = "W",
            description = "Worker processes (default: ${DEFAULT-VALUE}).")
    private int workers = 3;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            description = "Time between two faults, on average (default: ${DEFAULT-VALUE}).")
    private double every = 2.5;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description =
                    "How long nothing may happen before the run is given up (default: ${DEFAULT-VALUE}).")
    private double patience = 90;

    @Option(
            names = "--at-most",
            paramLabel = "MINUTES",
            description =
                    "End the run after so long, and judge what was done until then (default: never).")
    private Optional<Double> atMost = Optional.empty();

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            description =
                    "The workers' group protocol, consumer or classic (default: ${DEFAULT-VALUE}).")
    private String protocol = "consumer";

    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            description = "Make only these faults: ${COMPLETION-CANDIDATES} (default: all).")
    private List<FaultKind> kinds = List.of();

    @Option(
            names = "--planted",
            description =
                    "Instead of that, run workers with a known bug each, and say which of them are found.")
    private boolean planted;

    @Option(
            names = "--bugs",
            paramLabel = "BUG",
            split = ",",
            description =
                    "With --planted, plant only these bugs: ${COMPLETION-CANDIDATES} (default: all).")
    private List<Bug> bugs = List.of();

    @Spec private CommandSpec spec = CommandSpec.create();

    ChaosCommand() {}

    public static void main(String[] arguments) {
        System.exit(
                new CommandLine(new ChaosCommand())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        PROGRAMS.check(spec.commandLine());
        try {
            return Interrupts.heeded(planted ? this::plantedBugs : this::chaos);
        } catch (InterruptedException | InterruptException _) {
            System.err.println("it/chaos: interrupted; all that was started has ended");
            return 1;
        } catch (IOException | IllegalStateException | KafkaException e) {
            System.err.println("it/chaos: " + e.getMessage());
            return 1;
        }
    }

    private int chaos() throws Exception {
        var verdict = house(true, new RunLog(System.out)).run(plan());
        verdict.lines().forEach(System.out::println);
        return verdict.isGood() ? 0 : 1;
    }

    private int plantedBugs() throws Exception {
        var chosen = bugs.isEmpty() ? List.of(Bug.values()) : bugs;
        var quiet = new RunLog(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
        return new Planted(house(false, quiet), seed, System.out).run(chosen) ? 0 : 1;
    }

    private ChaosHouse house(boolean keepsLogs, RunLog log) {
        var home = Path.of(System.getProperty("launcher.home", "."));
        return new ChaosHouse(home.resolve("contracts/guests"), protocol, keepsLogs, log);
    }

    /** What will not do is wrong usage. */
    private ChaosPlan plan() {
        var chosen = kinds.isEmpty() ? FaultKind.all() : kinds;
        try {
            return new ChaosPlan(
                    jobs,
                    faults,
                    seed,
                    workers,
                    seconds(every),
                    seconds(patience),
                    atMost.map(minutes -> seconds(minutes * 60)).orElse(ChaosPlan.FOR_EVER),
                    chosen);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private static Duration seconds(double number) {
        return Duration.ofMillis(Math.round(number * 1000));
    }
}
