package dev.pointsman.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What a run of planted bugs would pass over, and bugs without one, are wrong usage. */
class ChaosCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"--bugs NONE", "--planted --jobs 3", "--planted --kinds KILL"})
    void whatDoesNotFitTogetherIsWrongUsage(String words) {
        var err = new StringWriter();
        var command = new CommandLine(new ChaosCommand()).setErr(new PrintWriter(err));

        assertThat(command.execute(words.split(" ", -1))).isEqualTo(2);

        assertThat(err.toString()).contains("(expected: ");
    }
}
