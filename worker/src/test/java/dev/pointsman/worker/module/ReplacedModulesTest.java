package dev.pointsman.worker.module;

import static dev.pointsman.worker.module.TestingFolder.ACME;
import static dev.pointsman.worker.module.TestingFolder.digest;
import static dev.pointsman.worker.module.TestingFolder.find;
import static dev.pointsman.worker.module.TestingFolder.requests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules that are others afterwards, and look the same from outside. */
class ReplacedModulesTest {
    @TempDir private Path path;

    /** As whoever builds reproducibly, or copies with the times, puts a new version in place. */
    @Test
    void anotherFileOfTheSameSizeAndTimeIsSeen() throws Exception {
        var folder = new TestingFolder(path);
        folder.write("echo.wasm", "first");
        var modules = DirectoryModules.open(path);

        replace("echo.wasm", "other");
        modules.refresh();

        assertThat(digest(modules, ACME, "echo")).contains(digest("other"));
    }

    /** As when its rights have changed, of which no stamp tells. */
    @Test
    void oneThatCouldNotBeReadIsReadOnceItCan() throws Exception {
        new TestingFolder(path).write("echo.wasm", "echo");
        var file = path.resolve("echo.wasm");
        var unread = new SeenModule(Stamp.of(file).orElseThrow(), Optional.empty());

        var seen = SeenModule.in(file, Optional.of(unread));

        assertThat(seen.flatMap(SeenModule::module)).isPresent();
    }

    @Test
    void soIsAnotherFileBesideIt() throws Exception {
        var folder = new TestingFolder(path);
        folder.write("echo.wasm", "echo");
        folder.write("echo.capabilities", "log/v1/*");
        var modules = DirectoryModules.open(path);

        replace("echo.capabilities", "web/v1/*");
        modules.refresh();

        assertThat(requests(modules, ACME, "echo")).contains("web/v1/*");
    }

    @Test
    void soIsWhatTheFileBesideItSaysAtAnotherLength() throws Exception {
        var folder = new TestingFolder(path);
        folder.write("echo.wasm", "echo");
        folder.write("echo.capabilities", "log/v1/write");
        var modules = DirectoryModules.open(path);

        writeOver("echo.capabilities", "log/v1/*");
        modules.refresh();

        assertThat(requests(modules, ACME, "echo")).contains("log/v1/*");
    }

    /** Written over in place, as by a copy that keeps the time: nothing but its bytes tells. */
    @Test
    void whatIsFoundToBeAnotherModuleWhenItIsReadIsLookedAtAgain() throws Exception {
        var folder = new TestingFolder(path);
        folder.write("echo.wasm", "first");
        var modules = DirectoryModules.open(path);
        var first = find(modules, ACME, "echo").orElseThrow();
        writeOver("echo.wasm", "other");
        modules.refresh();
        var unseen = find(modules, ACME, "echo");

        assertThatThrownBy(() -> modules.bytesOf(first))
                .hasMessageContaining("has changed to " + digest("other"));
        modules.refresh();

        assertThat(unseen).contains(first);
        assertThat(digest(modules, ACME, "echo")).contains(digest("other"));
    }

    private void writeOver(String name, String content) throws IOException {
        var file = path.resolve(name);
        var time = Files.getLastModifiedTime(file);
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, time);
    }

    /** By renaming. */
    private void replace(String name, String content) throws IOException {
        var file = path.resolve(name);
        var other = Files.writeString(path.resolve(name + ".new"), content);
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
