package dev.pointsman.it.bench.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Whoever asks what it does, or for what it cannot do, is answered at once. */
class RetriesCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void helpIsAnsweredAndNothingRun(String option) {
        assertThat(run(option)).isZero();

        assertThat(out.toString()).startsWith("Usage: it/bench retries").contains("250 ms");
        assertThat(out.toString()).doesNotContain("retry_delay");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--quick", "retries"})
    void whatIsUnknownIsRefused(String word) {
        assertThat(run(word)).isEqualTo(2);

        assertThat(err.toString()).contains(word);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void theLauncherStartsIt() throws IOException {
        assertThat(Files.readString(Path.of("bench")))
                .contains("main=retry." + RetriesCommand.class.getSimpleName() + "\n");
    }

    private int run(String argument) {
        return new CommandLine(new RetriesCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(argument);
    }
}
