package dev.pointsman.worker.module;

import static dev.pointsman.worker.module.TestingFolder.ACME;
import static dev.pointsman.worker.module.TestingFolder.GLOBEX;
import static dev.pointsman.worker.module.TestingFolder.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.worker.observe.TestingLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be read hides nothing else, and what was known of it stays. */
class UnreadableFoldersTest {
    private static final int PATIENCE_SECONDS = 30;

    @TempDir private Path path;
    private TestingFolder folder;
    private String forbidden = "acme";

    @BeforeEach
    void open() {
        folder = new TestingFolder(path);
    }

    /** It is there, and leads in circles: what is in it is not known, and not gone. */
    @Test
    void aTenantsFolderThatCannotBeReadAnyMoreStaysAsItWas() throws Exception {
        folder.write("acme/echo.wasm", "acme's");
        folder.write("globex/echo.wasm", "globex's");
        var modules = DirectoryModules.open(path);

        folder.move("acme", "..away");
        folder.link("acme", "acme");
        folder.write("globex/echo.wasm", "what globex has now");
        modules.refresh();

        assertThat(digest(modules, ACME, "echo")).contains(digest("acme's"));
        assertThat(digest(modules, GLOBEX, "echo")).contains(digest("what globex has now"));
    }

    /** All modules were hidden by it, and their jobs ended for good. */
    @Test
    void aTenantsFolderThatThisUserMayNotReadHidesNobodyElsesModules() throws Exception {
        folder.write("echo.wasm", "everybody's");
        folder.write("acme/secret.wasm", "acme's");
        folder.write("globex/secret.wasm", "globex's");

        var modules = DirectoryModules.open(path, this::unlessForbidden);

        assertThat(digest(modules, GLOBEX, "echo")).contains(digest("everybody's"));
        assertThat(digest(modules, GLOBEX, "secret")).contains(digest("globex's"));
        assertThat(digest(modules, ACME, "secret")).isEmpty();
    }

    @Test
    void itIsSaidOnceUntilItCanBeReadAgain() throws Exception {
        folder.write("acme/secret.wasm", "acme's");
        try (var log = new TestingLog(DirectoryModules.class.getName())) {
            var modules = DirectoryModules.open(path, this::unlessForbidden);
            modules.refresh();
            modules.refresh();
            var before = List.copyOf(log.lines());

            forbidden = "";
            modules.refresh();
            forbidden = "acme";
            modules.refresh();

            assertThat(before)
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.getFormattedMessage())
                                .contains("AccessDenied", "chmod a+rx");
                        assertThat(TestingLog.pairs(line)).containsEntry("tenant", "acme");
                    });
            assertThat(log.lines()).hasSize(2);
            assertThat(digest(modules, ACME, "secret")).contains(digest("acme's"));
        }
    }

    @Test
    void aFolderOfAllThatCannotBeListedStopsTheStartButNotAWorker() throws Exception {
        folder.write("echo.wasm", "echo");
        var modules = DirectoryModules.open(path, this::unlessForbidden);

        forbidden = path.getFileName().toString();
        modules.refresh();

        assertThat(digest(modules, ACME, "echo")).contains(digest("echo"));
        assertThatThrownBy(() -> DirectoryModules.open(path, this::unlessForbidden))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(path + ": cannot be listed: ")
                .hasMessageContaining("(expected: a folder with the right to;");
    }

    /** As for one who is not root, who may read them all. */
    private List<Path> unlessForbidden(Path asked) throws IOException {
        if (asked.getFileName().toString().equals(forbidden)) {
            throw new AccessDeniedException(asked.toString());
        }
        return Folders.onDisk(asked);
    }

    @Test
    void aModuleThatCannotBeLookedAtAnyMoreStaysAsItWas() throws Exception {
        folder.write("echo.wasm", "echo");
        var modules = DirectoryModules.open(path);

        folder.delete("echo.wasm");
        folder.link("echo.wasm", "echo.wasm");
        modules.refresh();
        modules.refresh();

        assertThat(digest(modules, ACME, "echo")).contains(digest("echo"));
    }

    @Test
    void aTenantsFolderThatIsGoneHasNothingLeft() throws Exception {
        folder.write("acme/echo.wasm", "acme's");
        folder.write("globex/echo.wasm", "globex's");
        var modules = DirectoryModules.open(path);

        folder.move("acme", "..away");
        folder.move("globex", "..away-too");
        folder.write("globex", "no folder any more");
        modules.refresh();

        assertThat(digest(modules, ACME, "echo")).isEmpty();
        assertThat(digest(modules, GLOBEX, "echo")).isEmpty();
    }

    /** Nobody writes to it: whoever opened it would wait for ever, and look at nothing else. */
    @ParameterizedTest
    @ValueSource(strings = {"echo.wasm", "echo.capabilities"})
    void aPipeIsNotWaitedFor(String name) throws Exception {
        folder.write("echo.wasm", "echo");
        folder.write("other.wasm", "other");
        folder.write(name, "");
        folder.delete(name);
        var pipe = path.resolve(name).toString();
        assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();

        var opened =
                CompletableFuture.supplyAsync(
                        () -> opened(path), Thread.ofPlatform().daemon()::start);

        var modules = opened.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(digest(modules, ACME, "echo")).isEmpty();
        assertThat(digest(modules, ACME, "other")).contains(digest("other"));
    }

    private static DirectoryModules opened(Path path) {
        try {
            return DirectoryModules.open(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
