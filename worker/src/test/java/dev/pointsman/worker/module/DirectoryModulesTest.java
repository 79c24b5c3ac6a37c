package dev.pointsman.worker.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.ModuleName;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where modules are found, also where Kubernetes has put them. */
class DirectoryModulesTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId GLOBEX = new TenantId("globex");

    @TempDir private Path folder;

    @Test
    void aTenantsOwnModuleIsItsAlone() throws Exception {
        write("echo.wasm", "everybody's");
        write("acme/echo.wasm", "acme's");
        write("acme/secret.wasm", "acme's too");

        var modules = DirectoryModules.open(folder);

        assertThat(digest(modules, ACME, "echo")).contains(digest("acme's"));
        assertThat(digest(modules, GLOBEX, "echo")).contains(digest("everybody's"));
        assertThat(digest(modules, GLOBEX, "secret")).isEmpty();
    }

    @Test
    void whatIsNewChangedOrGoneIsSeen() throws Exception {
        write("changed.wasm", "before");
        write("gone.wasm", "here");
        var modules = DirectoryModules.open(folder);

        write("changed.wasm", "afterwards");
        write("new.wasm", "new");
        Files.delete(folder.resolve("gone.wasm"));
        modules.refresh();

        assertThat(digest(modules, ACME, "changed")).contains(digest("afterwards"));
        assertThat(digest(modules, ACME, "new")).contains(digest("new"));
        assertThat(digest(modules, ACME, "gone")).isEmpty();
    }

    @Test
    void modulesThatAConfigMapHasAreFound() throws Exception {
        mount("..2026_11_29_20_00_00.1", "echo.wasm", "first");
        write("..2026_11_29_20_00_00.1/echo.capabilities", "log/v1/write\n");
        link("echo.capabilities", "..data/echo.capabilities");

        var modules = DirectoryModules.open(folder);

        assertThat(digest(modules, ACME, "echo")).contains(digest("first"));
        assertThat(find(modules, ACME, "echo").flatMap(StoredModule::requests))
                .contains("log/v1/write\n");
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
        write("..data/acme/echo.wasm", "acme's");
        link("acme", "..data/acme");

        var modules = DirectoryModules.open(folder);

        assertThat(digest(modules, ACME, "echo")).contains(digest("acme's"));
        assertThat(digest(modules, GLOBEX, "echo")).isEmpty();
    }

    @Test
    void theFolderItselfMayBeALink() throws Exception {
        write("release-1/echo.wasm", "first");
        write("release-2/echo.wasm", "second");
        link("current", "release-1");
        var modules = DirectoryModules.open(folder.resolve("current"));
        var before = digest(modules, ACME, "echo");

        Files.delete(folder.resolve("current"));
        link("current", "release-2");
        modules.refresh();

        assertThat(before).contains(digest("first"));
        assertThat(digest(modules, ACME, "echo")).contains(digest("second"));
    }

    @Test
    void linksThatLeadNowhereOrInCirclesHideNoModule() throws Exception {
        write("echo.wasm", "echo");
        link("nowhere.wasm", "not-there.wasm");
        link("itself.wasm", "itself.wasm");
        link("circle", ".");

        var modules = DirectoryModules.open(folder);

        assertThat(digest(modules, ACME, "echo")).contains(digest("echo"));
        assertThat(digest(modules, ACME, "nowhere")).isEmpty();
        assertThat(digest(modules, ACME, "itself")).isEmpty();
    }

    /** It would grant all that the policy does. */
    @Test
    void whatALinkThatLeadsNowhereShouldSayIsNotAsIfNothingWereSaid() throws Exception {
        write("echo.wasm", "echo");
        link("echo.capabilities", "../caps/ehco");
        var modules = DirectoryModules.open(folder);
        var before = find(modules, ACME, "echo");

        write("caps", "log/v1/write\n");
        Files.delete(folder.resolve("echo.capabilities"));
        link("echo.capabilities", "caps");
        modules.refresh();

        assertThat(before).isEmpty();
        assertThat(find(modules, ACME, "echo").flatMap(StoredModule::requests))
                .contains("log/v1/write\n");
    }

    /** As Kubernetes mounts a file of a ConfigMap, and exchanges what was there before. */
    private void mount(String version, String name, String content) throws IOException {
        write(version + "/" + name, content);
        Files.deleteIfExists(folder.resolve("..data"));
        link("..data", version);
        if (!Files.isSymbolicLink(folder.resolve(name))) {
            link(name, "..data/" + name);
        }
    }

    private void write(String name, String content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        Files.writeString(file, content);
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(folder.resolve(name), Path.of(target));
    }

    private static Optional<ModuleDigest> digest(
            DirectoryModules modules, TenantId tenant, String name) {
        return find(modules, tenant, name).map(StoredModule::digest);
    }

    private static Optional<StoredModule> find(
            DirectoryModules modules, TenantId tenant, String name) {
        return modules.find(tenant, new ModuleName(name));
    }

    private static ModuleDigest digest(String content) {
        return ModuleDigest.of(Payload.ofUtf8(content));
    }
}
