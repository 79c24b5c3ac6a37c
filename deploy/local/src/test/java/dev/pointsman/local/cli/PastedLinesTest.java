package dev.pointsman.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.kafka.ClientSecurity;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lines that are printed to be pasted begin as the command did, and speak to the same cluster. */
class PastedLinesTest {
    @BeforeEach
    void callByAPath() {
        System.setProperty("launcher.command", "./pointsman");
    }

    @AfterEach
    void forgetThePath() {
        System.clearProperty("launcher.command");
    }

    @Test
    void aLineHasTheOptionsThatWereGiven(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("our own"), "security.protocol=SSL");
        var letters = parsed("--bootstrap", "kafka:1", "--security-file", file.toString());

        assertThat(letters.cluster.options().line("dlq list"))
                .isEqualTo(
                        "./pointsman dlq list --bootstrap kafka:1 --security-file '" + file + "'");
    }

    @Test
    void aLineHasNoOptionsWhereNoneWereGiven() {
        assertThat(parsed().cluster.options().line("results")).isEqualTo("./pointsman results");
    }

    @Test
    void whoNamesNoFileGivesNoProof() {
        assertThat(parsed().cluster.options().cluster().security()).isSameAs(ClientSecurity.NONE);
    }

    @Test
    void aJobIsSuggestedForTheExamplesOnly() {
        var ofExamples = new DevCommand();
        var ofOthers = new DevCommand();
        new CommandLine(ofOthers).parseArgs("--modules", "mine");

        assertThat(ofExamples.suggestion("localhost:9092"))
                .contains("./pointsman submit --bootstrap localhost:9092 --tenant acme");
        assertThat(ofOthers.suggestion("localhost:9092")).isEmpty();
    }

    private static OnLetters parsed(String... arguments) {
        var command = new OnLetters();
        new CommandLine(command).parseArgs(arguments);
        return command;
    }

    @Command(name = "letters")
    private static final class OnLetters {
        @Mixin private final LetterCluster cluster = new LetterCluster();
    }
}
