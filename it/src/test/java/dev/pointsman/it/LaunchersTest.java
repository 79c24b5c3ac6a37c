package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Whoever starts a JVM in which guests run has their large functions compiled: HotSpot leaves alone
 * what is larger than 8,000 bytes, and a guest is many times slower then.
 */
final class LaunchersTest {
    private static final String FLAG = "-XX:-DontCompileHugeMethods";
    private static final Path HOME = Path.of("..");

    /** How a JVM is started here: by a script, by another JVM, or by an image. */
    private static final Pattern STARTS_A_JVM =
            Pattern.compile("bin/java\" -|\"bin\", \"java\"|ENTRYPOINT \\[\"java\"");

    /** In these no guest runs for long: a checker, a gate, and a file of flags that has its own. */
    private static final Set<String> WITHOUT_GUESTS =
            Set.of("it/chaos", "it/real-modules", "deploy/image/Dockerfile");

    private static final Set<String> LEFT_OUT = Set.of("target", ".git", "node_modules");

    @Test
    void whoeverStartsAJvmForGuestsHasTheirLargeFunctionsCompiled() throws IOException {
        var launchers = launchers();

        assertThat(launchers).contains("pointsman", "it/bench", "it/hostile");
        assertThat(launchers)
                .filteredOn(file -> !WITHOUT_GUESTS.contains(file))
                .allSatisfy(file -> assertThat(text(HOME.resolve(file))).contains(FLAG));
    }

    @Test
    void theImageReadsItsFlagsFromTheFileThatHasThem() throws IOException {
        var dockerfile = text(HOME.resolve("deploy/image/Dockerfile"));

        assertThat(dockerfile).contains("ENTRYPOINT [\"java\", \"@/opt/pointsman/jvm.options\"");
        assertThat(Files.readAllLines(HOME.resolve("deploy/image/jvm.options"))).contains(FLAG);
    }

    /** As systemd starts a service without a user, say. */
    @Test
    void aJdkIsFoundWhereNothingIsSetButItsPlace() throws Exception {
        var finding = new ProcessBuilder("build/find-jdk", "test").directory(HOME.toFile());
        finding.environment().clear();
        finding.environment().put("PATH", "/usr/bin:/bin");
        finding.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = finding.redirectErrorStream(true).start();
        try (var said = process.inputReader()) {
            assertThat(said.readLine()).isEqualTo(System.getProperty("java.home"));
        }
        assertThat(process.waitFor()).isZero();
    }

    private static Set<String> launchers() throws IOException {
        var found = new TreeSet<String>();
        Files.walkFileTree(
                HOME,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        return LEFT_OUT.contains(folder.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (isProgram(file) && STARTS_A_JVM.matcher(text(file)).find()) {
                            found.add(HOME.relativize(file).toString());
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return found;
    }

    /** Scripts and Dockerfiles have no dot in their names; of sources, those that are shipped. */
    private static boolean isProgram(Path file) {
        var name = file.getFileName().toString();
        return !name.contains(".")
                || name.endsWith(".sh")
                || name.endsWith(".java") && file.toString().contains("/src/main/");
    }

    private static String text(Path file) throws IOException {
        // Whatever the bytes of a program without a dot in its name are, none of them is malformed.
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
