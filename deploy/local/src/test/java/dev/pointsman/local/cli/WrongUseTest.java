package dev.pointsman.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that are used wrongly say what is wrong in a sentence, and where to read on. */
class WrongUseTest {
    private static final String NOWHERE = " --bootstrap localhost:1";
    private static final int EIGHT_MIB = 8 * 1024 * 1024;

    @TempDir private Path folder;

    @Test
    void wrongUsageIsASentenceAndWhereToReadOn() {
        assertThat(run("submit --tenant acme", 2))
                .isEqualTo(
                        """
                        pointsman: Missing required option: '--module=<module>'
                        see: pointsman submit --help
                        """);
        assertThat(run("submitt", 2)).contains("Did you mean: pointsman submit");
    }

    @Test
    void whereToReadOnBeginsAsTheCommandDid() {
        System.setProperty("launcher.command", "./pointsman");
        try {
            assertThat(run("dlq show --no-such a", 2))
                    .endsWith("\nsee: ./pointsman dlq show --help\n");
        } finally {
            System.clearProperty("launcher.command");
        }
    }

    @Test
    void whoNamesNoCommandIsToldWhichThereAre() {
        assertThat(run("dlq", 2)).contains("list", "show", "retry");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "submit --tenant acme --module echo --timeout PT0S",
                "submit --tenant acme --module echo --timeout PT9999H",
                "submit --tenant acme --module echo --prefix a/",
                "submit --tenant acme --module echo --bootstrap localhost:1 --type=",
                "dlq retry --all --since yesterday",
                "dlq retry --all letter",
                "dlq list --limit 0",
                "dev --kafka-port 99999",
                "dev --topic a/b"
            })
    void whatIsNoArgumentIsWrongUsage(String words) {
        assertThat(run(words, 2))
                .startsWith("pointsman: ")
                .contains("(expected: ", "\nsee: pointsman ");
    }

    @Test
    void filesThatWillNotDoAreNamed() throws Exception {
        assertThat(run("module inspect " + folder, 1))
                .isEqualTo("pointsman: " + folder + ": a folder (expected: a .wasm file)\n");
        assertThat(run("module inspect " + folder.resolve("none"), 1))
                .isEqualTo("pointsman: " + folder.resolve("none") + ": no such file or folder\n");
        var noLetter = Files.writeString(folder.resolve("letter"), "root:x:0\nand more");
        assertThat(run("replay --modules . " + noLetter, 1))
                .startsWith("pointsman: " + noLetter + ": not a saved dead letter (expected: ")
                .hasLineCount(1);
    }

    /** Before there is a broker whose data would be left. */
    @Test
    void modulesThatAreNotThereAreNoticedFirst() throws Exception {
        var none = folder.resolve("none");
        var tenants = Files.writeString(folder.resolve("tenants.yaml"), "tenants: {}");

        assertThat(run("dev --kafka-port 0 --modules " + none + " --tenants " + tenants, 1))
                .startsWith("pointsman: " + none + ": ")
                .hasLineCount(1);
    }

    @Test
    void limitsThatWillNotDoAreNamedAsAWorkerNamesThem() throws Exception {
        var config =
                Files.writeString(
                        folder.resolve("application.properties"), "pointsman.limits.timeout=PT5M");

        assertThat(run("tenants check --config " + config, 1))
                .startsWith("pointsman: pointsman.limits.timeout: PT5M (expected: ")
                .hasLineCount(1);
    }

    @Test
    void aTenantsFileThatWillNotDoIsToldWithoutTheParsersWords() throws Exception {
        var file =
                Files.writeString(folder.resolve("t.yaml"), "tenants:\n  acme:\n    modles: [a]\n");

        assertThat(run("tenants check " + file, 1))
                .isEqualTo(
                        "pointsman: "
                                + file
                                + ":3:5: tenants.acme.modles: no such word (did you mean modules?)\n");
    }

    @Test
    void secretsAreReadAndNotShown() throws Exception {
        var good = Files.writeString(folder.resolve("good"), "a=b=c\n\nempty=\n");
        var bad = Files.writeString(folder.resolve("bad"), "a=b\nmy secret\n");

        assertThat(SecretsFile.read(good)).isEqualTo(Map.of("a", "b=c", "empty", ""));
        assertThatThrownBy(() -> SecretsFile.read(bad))
                .hasMessage(bad + ": line 2 (expected: name=value)");
    }

    @Test
    void inputHasAnEnd() {
        var input = new ByteArrayInputStream(new byte[EIGHT_MIB + 1]);

        assertThat(run(input, "submit --tenant acme --module echo" + NOWHERE, 1))
                .startsWith("pointsman: standard input: more than 8388608 bytes (expected: ");
    }

    private static String run(String words, int exitCode) {
        return run(InputStream.nullInputStream(), words, exitCode);
    }

    /** What it wrote to standard error. Standard streams are the process's, so one at a time. */
    private static String run(InputStream input, String words, int exitCode) {
        var usualIn = System.in;
        var usualErr = System.err;
        var err = new ByteArrayOutputStream();
        try {
            System.setIn(input);
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            assertThat(PointsmanCommand.run(List.of(words.split(" ", -1)).toArray(String[]::new)))
                    .isEqualTo(exitCode);
            return err.toString(StandardCharsets.UTF_8);
        } finally {
            System.setIn(usualIn);
            System.setErr(usualErr);
        }
    }
}
