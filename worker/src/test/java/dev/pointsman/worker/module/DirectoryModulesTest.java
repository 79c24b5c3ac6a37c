package dev.pointsman.worker.module;

import static dev.pointsman.worker.module.TestingFolder.ACME;
import static dev.pointsman.worker.module.TestingFolder.GLOBEX;
import static dev.pointsman.worker.module.TestingFolder.digest;
import static dev.pointsman.worker.module.TestingFolder.find;
import static dev.pointsman.worker.module.TestingFolder.requests;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where modules are found, also where Kubernetes has put them. */
class DirectoryModulesTest {
    @TempDir private Path folder;
    private TestingFolder testing;

    @BeforeEach
    void open() {
        testing = new TestingFolder(folder);
    }

    @Test
    void aTenantsOwnModuleIsItsAlone() throws Exception {
        testing.write("echo.wasm", "everybody's");
        testing.write("acme/echo.wasm", "acme's");
        testing.write("acme/secret.wasm", "acme's too");

        var modules = DirectoryModules.open(folder);

        assertThat(digest(modules, ACME, "echo")).contains(digest("acme's"));
        assertThat(digest(modules, GLOBEX, "echo")).contains(digest("everybody's"));
        assertThat(digest(modules, GLOBEX, "secret")).isEmpty();
    }

    @Test
    void whatIsNewChangedOrGoneIsSeen() throws Exception {
        testing.write("changed.wasm", "before");
        testing.write("gone.wasm", "here");
        var modules = DirectoryModules.open(folder);

        testing.write("changed.wasm", "afterwards");
        testing.write("new.wasm", "new");
        Files.delete(folder.resolve("gone.wasm"));
        modules.refresh();

        assertThat(digest(modules, ACME, "changed")).contains(digest("afterwards"));
        assertThat(digest(modules, ACME, "new")).contains(digest("new"));
        assertThat(digest(modules, ACME, "gone")).isEmpty();
    }

    @Test
    void modulesThatAConfigMapHasAreFound() throws Exception {
        mount("..2026_11_29_20_00_00.1", "echo.wasm", "first");
        testing.write("..2026_11_29_20_00_00.1/echo.capabilities", "log/v1/write\n");
        testing.link("echo.capabilities", "..data/echo.capabilities");

        var modules = DirectoryModules.open(folder);

        assertThat(digest(modules, ACME, "echo")).contains(digest("first"));
        assertThat(requests(modules, ACME, "echo")).contains("log/v1/write\n");
    }

    @Test
    void aConfigMapThatIsExchangedIsReadAgain() throws Exception {
        mount("..2026_11_29_20_00_00.1", "echo.wasm", "first");
        mount("..2026_11_29_20_00_00.1", "old.wasm", "old");
        var modules = DirectoryModules.open(folder);

        mount("..2026_11_29_20_10_00.2", "echo.wasm", "the second");
        Files.delete(folder.resolve("..2026_11_29_20_00_00.1/old.wasm"));
        modules.refresh();

        assertThat(digest(modules, ACME, "echo")).contains(digest("the second"));
        assertThat(digest(modules, ACME, "old")).isEmpty();
    }

    @Test
    void aTenantsFolderMayBeALinkToo() throws Exception {
        testing.write("..data/acme/echo.wasm", "acme's");
        testing.link("acme", "..data/acme");

        var modules = DirectoryModules.open(folder);

        assertThat(digest(modules, ACME, "echo")).contains(digest("acme's"));
        assertThat(digest(modules, GLOBEX, "echo")).isEmpty();
    }

    @Test
    void theFolderItselfMayBeALink() throws Exception {
        testing.write("release-1/echo.wasm", "first");
        testing.write("release-2/echo.wasm", "second");
        testing.link("current", "release-1");
        var modules = DirectoryModules.open(folder.resolve("current"));
        var before = digest(modules, ACME, "echo");

        Files.delete(folder.resolve("current"));
        testing.link("current", "release-2");
        modules.refresh();

        assertThat(before).contains(digest("first"));
        assertThat(digest(modules, ACME, "echo")).contains(digest("second"));
    }

    @Test
    void linksThatLeadNowhereOrInCirclesHideNoModule() throws Exception {
        testing.write("echo.wasm", "echo");
        testing.link("nowhere.wasm", "not-there.wasm");
        testing.link("itself.wasm", "itself.wasm");
        testing.link("circle", ".");

        var modules = DirectoryModules.open(folder);

        assertThat(digest(modules, ACME, "echo")).contains(digest("echo"));
        assertThat(digest(modules, ACME, "nowhere")).isEmpty();
        assertThat(digest(modules, ACME, "itself")).isEmpty();
    }

    /** It would grant all that the policy does. */
    @Test
    void whatALinkThatLeadsNowhereShouldSayIsNotAsIfNothingWereSaid() throws Exception {
        testing.write("echo.wasm", "echo");
        testing.link("echo.capabilities", "../caps/ehco");
        var modules = DirectoryModules.open(folder);
        var before = find(modules, ACME, "echo");

        testing.write("caps", "log/v1/write\n");
        Files.delete(folder.resolve("echo.capabilities"));
        testing.link("echo.capabilities", "caps");
        modules.refresh();

        assertThat(before).isEmpty();
        assertThat(requests(modules, ACME, "echo")).contains("log/v1/write\n");
    }

    /** As Kubernetes mounts a file of a ConfigMap, and exchanges what was there before. */
    private void mount(String version, String name, String content) throws IOException {
        testing.write(version + "/" + name, content);
        Files.deleteIfExists(folder.resolve("..data"));
        testing.link("..data", version);
        if (!Files.isSymbolicLink(folder.resolve(name))) {
            testing.link(name, "..data/" + name);
        }
    }
}
