package dev.pointsman.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Whoever asks for two things at once gets neither. */
class HostileCommandTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--soak --leak",
                "--modules 3",
                "--from 3",
                "--crowd --rounds 3",
                "--mutants 3 --soak"
            })
    void whatDoesNotFitTogetherIsWrongUsage(String words) {
        var err = new StringWriter();
        var command = new CommandLine(new HostileCommand()).setErr(new PrintWriter(err));

        assertThat(command.execute(words.split(" ", -1))).isEqualTo(2);

        assertThat(err.toString()).contains("(expected: ");
    }
}
