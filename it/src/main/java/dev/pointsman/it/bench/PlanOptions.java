package dev.pointsman.it.bench;

import dev.pointsman.it.bench.load.Shape;
import dev.pointsman.it.bench.load.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that say how much is measured, and of what; without them it is by {@code --quick}.
 */
final class PlanOptions {
    private static final List<Integer> PARTITIONS = List.of(1, 4, 16);

    /**
     * Before thirty a worker's compilers are not at rest, and what is measured is them; until sixty
     * what they have made gets better.
     */
    private static final int WARM_UP_SECONDS = 60;

    private static final int QUICK_WARM_UP_SECONDS = 30;

    /** A worker is warm before it has worked off half of it. */
    private static final long BACKLOG = 6_000_000;

    private static final long QUICK_BACKLOG = 2_000_000;

    @Option(
            names = "--quick",
            description =
                    "Everything once and shorter, in about half an hour: rough, good for a look.")
    private boolean quick;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Seconds each measurement takes (default: 10; 3 with --quick).")
    private @Nullable Integer seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description =
                    "Seconds of CPU time that a process takes before it is measured (default: 60; 30 with --quick).")
    private @Nullable Integer warmUp;

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            description = "How often each measurement is repeated (default: 3; 1 with --quick).")
    private @Nullable Integer repetitions;

    @Option(
            names = "--backlog",
            paramLabel = "N",
            description = "Jobs published beforehand (default: 6000000; 2000000 with --quick).")
    private @Nullable Long backlog;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            split = ",",
            description =
                    "Partitions of the jobs topic, one or more; claims are made of the first (default: 1,4,16; 1 with --quick).")
    private List<Integer> partitions = List.of();

    @Option(
            names = "--keys",
            paramLabel = "N",
            description = "Number of different keys of jobs (default: ${DEFAULT-VALUE}).")
    private int keys = 64;

    @Option(
            names = "--tenants",
            paramLabel = "N",
            description = "Number of tenants that jobs belong to (default: ${DEFAULT-VALUE}).")
    private int tenants = 10;

    @Option(
            names = "--modules",
            paramLabel = "N",
            description =
                    "Number of modules in the suite density (default: 1000; 100 with --quick).")
    private @Nullable Integer modules;

    @Option(
            names = "--jobs",
            paramLabel = "KIND[,KIND...]",
            split = ",",
            description =
                    "Kinds of jobs in the suite worker: ${COMPLETION-CANDIDATES} (default: all).")
    private List<Work> jobs = List.of();

    @Option(
            names = "--value-bytes",
            paramLabel = "N",
            description = "Size of a trivial job's value in bytes (default: ${DEFAULT-VALUE}).")
    private int valueBytes = 512;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "Jobs the worker runs at once (default: as many as there are cores).")
    private int concurrency = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--interval",
            paramLabel = "MS",
            description = "Commit interval of worker and copy loop (default: ${DEFAULT-VALUE}).")
    private int intervalMillis = 20;

    @Option(
            names = "--latency-interval",
            paramLabel = "MS",
            description = "Commit interval where latency is measured (default: ${DEFAULT-VALUE}).")
    private int latencyIntervalMillis = 10;

    @Option(
            names = "--compression",
            paramLabel = "CODEC",
            description =
                    "Compression of what worker and copy loop write; none is the worker's own default (default: ${DEFAULT-VALUE}).")
    private String compression = "lz4";

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A key of the worker's configuration; may be repeated.")
    private Map<String, String> more = Map.of();

    Plan plan() {
        return new Plan(
                Optional.ofNullable(repetitions).orElse(quick ? 1 : 3),
                Duration.ofSeconds(
                        Optional.ofNullable(warmUp)
                                .orElse(quick ? QUICK_WARM_UP_SECONDS : WARM_UP_SECONDS)),
                Duration.ofSeconds(Optional.ofNullable(seconds).orElse(quick ? 3 : 10)),
                Optional.ofNullable(backlog).orElse(quick ? QUICK_BACKLOG : BACKLOG),
                shapes(),
                jobs.isEmpty() ? List.of(Work.values()) : jobs,
                Duration.ofSeconds(quick ? 5 : 30),
                valueBytes,
                Optional.ofNullable(modules).orElse(quick ? 100 : 1000),
                new Plan.WorkerSetup(
                        concurrency,
                        Duration.ofMillis(intervalMillis),
                        Duration.ofMillis(latencyIntervalMillis),
                        compression,
                        more));
    }

    /** What is to be known of a quick run. */
    Optional<String> hint() {
        return quick
                ? Optional.of("--quick: rough figures, good for a look; no claim rests on them")
                : Optional.empty();
    }

    private List<Shape> shapes() {
        var usual = quick ? PARTITIONS.subList(0, 1) : PARTITIONS;
        var numbers = partitions.isEmpty() ? usual : partitions;
        return numbers.stream().flatMap(this::shapes).toList();
    }

    private Stream<Shape> shapes(int number) {
        var keyed = new Shape(number, keys, tenants);
        return quick ? Stream.of(keyed) : Stream.of(keyed, keyed.withKeys(0));
    }
}
