package dev.pointsman.it.options;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** An option that would be passed over is wrong usage. */
class ProgramsTest {
    private static final Programs PROGRAMS =
            Programs.usual("--seed", "--rounds")
                    .or("--soak", "--modules")
                    .or("--mutants", "--seed");

    @ParameterizedTest
    @ValueSource(
            strings = {"", "--seed", "--rounds --seed", "--soak --modules", "--mutants --seed"})
    void whatGoesTogetherIsTaken(String words) {
        assertThatCode(() -> check(words)).doesNotThrowAnyException();
    }

    @Test
    void twoProgramsAtOnceAreRefused() {
        assertThatThrownBy(() -> check("--soak --mutants"))
                .isInstanceOf(ParameterException.class)
                .hasMessage(
                        "--soak, --mutants: not at once (expected: one of --soak, --mutants, or none)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--modules | --modules: not heeded by itself (expected: with --soak)",
                "--soak --rounds | --rounds: not heeded beside --soak (expected: without it)",
                "--soak --seed | --seed: not heeded beside --soak (expected: without it, or with --mutants)"
            })
    void whatWouldBePassedOverIsRefusedWithWhatFits(String words, String expected) {
        assertThatThrownBy(() -> check(words))
                .isInstanceOf(ParameterException.class)
                .hasMessage(expected);
    }

    private static void check(String words) {
        var command = new CommandLine(new Several());
        command.parseArgs(words.isEmpty() ? new String[0] : words.split(" ", -1));
        PROGRAMS.check(command);
    }

    @Command(name = "several")
    private static final class Several {
        @Option(names = "--seed")
        private boolean seed;

        @Option(names = "--rounds")
        private boolean rounds;

        @Option(names = "--soak")
        private boolean soak;

        @Option(names = "--modules")
        private boolean modules;

        @Option(names = "--mutants")
        private boolean mutants;
    }
}
