package dev.pointsman.worker.module;

import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.ModuleName;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A folder with what a test takes for modules, and what is found of them. */
record TestingFolder(Path path) {
    static final TenantId ACME = new TenantId("acme");
    static final TenantId GLOBEX = new TenantId("globex");

    void write(String name, String content) throws IOException {
        var file = path.resolve(name);
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        Files.writeString(file, content);
    }

    void link(String name, String target) throws IOException {
        Files.createSymbolicLink(path.resolve(name), Path.of(target));
    }

    void delete(String name) throws IOException {
        Files.delete(path.resolve(name));
    }

    void move(String name, String other) throws IOException {
        Files.move(path.resolve(name), path.resolve(other));
    }

    static Optional<ModuleDigest> digest(DirectoryModules modules, TenantId tenant, String name) {
        return find(modules, tenant, name).map(StoredModule::digest);
    }

    static Optional<String> requests(DirectoryModules modules, TenantId tenant, String name) {
        return find(modules, tenant, name).flatMap(StoredModule::requests);
    }

    static Optional<StoredModule> find(DirectoryModules modules, TenantId tenant, String name) {
        return modules.find(tenant, new ModuleName(name));
    }

    static ModuleDigest digest(String content) {
        return ModuleDigest.of(Payload.ofUtf8(content));
    }
}
