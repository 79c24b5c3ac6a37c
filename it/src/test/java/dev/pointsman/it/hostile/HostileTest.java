package dev.pointsman.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Short runs in every build, each in a JVM with a small heap of its own; the long ones are the
 * command's.
 */
@Timeout(300)
class HostileTest {
    @Test
    void nothingThatIsUploadedStopsAWorkerOrAnotherTenant() throws Exception {
        var run = hostile("--untimed", "--rounds", "1", "--quiet", "1");

        assertThat(run.exitCode).as(run.output).isZero();
        assertThat(run.output).contains("stuck=0 oom=0").doesNotContain("BAD");
    }

    @Test
    void everyMutantComesToANamedEnd() throws Exception {
        var run = hostile("--mutants", "5000");

        assertThat(run.exitCode).as(run.output).isZero();
        assertThat(run.output).contains("mutants=5000 uncategorised=0");
    }

    @Test
    void noJobFindsWhatAnotherLeft() throws Exception {
        var run = hostile("--leak", "--alternations", "300");

        assertThat(run.exitCode).as(run.output).isZero();
        assertThat(run.output).contains("alternations=300 finds=0 control=found");
    }

    @Test
    void neitherHeapNorMetaspaceGrows() throws Exception {
        var run = hostile("--soak", "--modules", "300", "--instances", "3000");

        assertThat(run.exitCode).as(run.output).isZero();
    }

    @Test
    void aTenantWithManyJobsAndNewModulesHasAnotherWaitForOneOfThem() throws Exception {
        var run = hostile("--crowd", "--loops", "400", "--newcomers", "40");

        assertThat(run.exitCode).as(run.output).isZero();
        assertThat(run.output).contains("crowd=440");
    }

    private static Run hostile(String... options) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-XX:+UseSerialGC",
                                "-XX:-DontCompileHugeMethods",
                                "-Dlauncher.home=..",
                                "-cp",
                                System.getProperty("java.class.path"),
                                HostileCommand.class.getName()));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private record Run(int exitCode, String output) {}
}
