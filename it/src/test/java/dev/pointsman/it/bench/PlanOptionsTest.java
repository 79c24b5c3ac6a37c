package dev.pointsman.it.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.it.bench.load.Shape;
import dev.pointsman.it.bench.load.Work;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class PlanOptionsTest {
    @Test
    void byItselfEveryShapeIsMeasured() {
        var plan = plan();

        assertThat(plan.shapes())
                .containsExactly(
                        new Shape(1, 64, 10),
                        new Shape(1, 0, 10),
                        new Shape(4, 64, 10),
                        new Shape(4, 0, 10),
                        new Shape(16, 64, 10),
                        new Shape(16, 0, 10));
        assertThat(plan.slowJob()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aQuickPlanHasTheOneShapeThatClaimsAreMadeOf() {
        var plan = plan("--quick");

        assertThat(plan.shapes()).containsExactly(new Shape(1, 64, 10));
        assertThat(plan.warmUp()).isEqualTo(Duration.ofSeconds(30));
        assertThat(plan.slowJob()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void whatIsAskedForGoesBeforeWhatIsUsual() {
        var plan =
                plan(
                        "--quick",
                        "--seconds",
                        "7",
                        "--warm-up=20",
                        "--repetitions=5",
                        "--backlog=9",
                        "--partitions",
                        "4,16",
                        "--keys=32",
                        "--tenants=5",
                        "--jobs=trivial,typical");

        assertThat(plan.window()).isEqualTo(Duration.ofSeconds(7));
        assertThat(plan.warmUp()).isEqualTo(Duration.ofSeconds(20));
        assertThat(plan.repetitions()).isEqualTo(5);
        assertThat(plan.jobs()).containsExactly(Work.TRIVIAL, Work.TYPICAL);
        assertThat(plan.backlog()).isEqualTo(9);
        assertThat(plan.shapes()).containsExactly(new Shape(4, 32, 5), new Shape(16, 32, 5));
    }

    @Test
    void theWorkerIsSetUpAsAskedFor() {
        var worker =
                plan(
                                "--concurrency=8",
                                "--interval=50",
                                "--latency-interval=5",
                                "--compression=zstd",
                                "--set",
                                "pointsman.kafka.max-batch=9")
                        .worker();

        assertThat(worker)
                .isEqualTo(
                        new Plan.WorkerSetup(
                                8,
                                Duration.ofMillis(50),
                                Duration.ofMillis(5),
                                "zstd",
                                Map.of("pointsman.kafka.max-batch", "9")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--repetitions=0",
                "--seconds=-1",
                "--backlog=0",
                "--partitions=0",
                "--keys=-1",
                "--tenants=0",
                "--modules=0"
            })
    void aNumberThatWillNotDoIsNamedWithWhatWould(String argument) {
        var value = argument.substring(argument.indexOf('=') + 1);

        assertThatThrownBy(() -> plan(argument))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(": " + value + " (expected: ");
    }

    /** No broker is started for it. */
    @ParameterizedTest
    @ValueSource(strings = {"latencyy", "--partitions=0", "--repetitions=0"})
    void wrongUsageIsNoDefectOfTheBenchmark(String argument) {
        var said = new StringWriter();

        var code =
                new CommandLine(new BenchCommand()).setErr(new PrintWriter(said)).execute(argument);

        assertThat(code).isEqualTo(2);
        assertThat(said.toString()).contains("(expected: ");
    }

    private static Plan plan(String... arguments) {
        var options = new PlanOptions();
        new CommandLine(new Root(options))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(arguments);
        return options.plan();
    }

    @CommandLine.Command
    private record Root(@CommandLine.Mixin PlanOptions options) {}
}
