package dev.pointsman.worker.module;

import dev.pointsman.contracts.ModuleName;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Modules in a directory: {@code <name>.wasm} is for every tenant whose policy names it, {@code
 * <tenant>/<name>.wasm} for that tenant only; {@code <name>.capabilities} beside it may say which
 * capabilities it needs. {@link #find} is safe on every thread; {@link #refresh} is called by one.
 */
public final class DirectoryModules implements ModuleStore {
    private static final Logger LOGGER = LoggerFactory.getLogger(DirectoryModules.class);
    private static final String ENDING = ".wasm";

    /** No name of a tenant. */
    private static final String OF_ALL = "";

    private final Path directory;

    /** By the tenant whose they are, or for all, and then by name. */
    private volatile Map<String, Map<String, SeenModule>> modules = Map.of();

    /** In which something else was found than what they were known for: looked at again. */
    private final Set<Path> doubted = ConcurrentHashMap.newKeySet();

    private DirectoryModules(Path directory) {
        this.directory = directory;
    }

    /** Reads the directory for the first time. */
    public static DirectoryModules open(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException(
                    directory
                            + ": not a directory (expected: the one with *.wasm; a worker is told by"
                            + " pointsman.modules.dir, a command by --modules)");
        }
        if (!Files.isReadable(directory) || !Files.isExecutable(directory)) {
            throw new IOException(
                    directory
                            + ": may not be read by this user (expected: a folder with the right to;"
                            + " chmod a+rx, or in the image for user 10001)");
        }
        var modules = new DirectoryModules(directory);
        modules.refresh();
        return modules;
    }

    @Override
    public Optional<StoredModule> find(TenantId tenant, ModuleName name) {
        var now = modules;
        return seen(now, tenant.value(), name.value())
                .or(() -> seen(now, OF_ALL, name.value()))
                .flatMap(SeenModule::module);
    }

    private static Optional<SeenModule> seen(
            Map<String, Map<String, SeenModule>> modules, String whose, String name) {
        return Optional.ofNullable(modules.getOrDefault(whose, Map.of()).get(name));
    }

    @Override
    public Payload bytesOf(StoredModule module) throws IOException {
        try {
            return module.bytes();
        } catch (ModuleChanged changed) {
            doubted.add(module.file());
            throw changed;
        }
    }

    /** Looks for files that are new, changed or gone. */
    public void refresh() {
        var found = new HashMap<String, Map<String, SeenModule>>();
        try {
            for (var entry : entriesOf(directory)) {
                if (isOfTenant(entry)) {
                    for (var file : entriesOf(entry)) {
                        lookAt(file, entry.getFileName().toString(), found);
                    }
                } else {
                    lookAt(entry, OF_ALL, found);
                }
            }
            modules = Map.copyOf(found);
        } catch (IOException e) {
            LOGGER.atError().log("modules not read again: {}", e.toString());
        }
    }

    /**
     * Links in it are followed, and none of them in circles, as nobody looks deeper than modules
     * lie. Kubernetes mounts files as links into a folder {@code ..data}, itself a link, which it
     * exchanges when they change; that is no name of a tenant, so they are found once.
     */
    private static List<Path> entriesOf(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isOfTenant(Path entry) {
        return TenantId.parse(entry.getFileName().toString()).isPresent()
                && Files.isDirectory(entry);
    }

    private void lookAt(Path file, String whose, Map<String, Map<String, SeenModule>> found) {
        var name = file.getFileName().toString();
        if (name.endsWith(ENDING) && Files.isRegularFile(file)) {
            var module = name.substring(0, name.length() - ENDING.length());
            var known = seen(modules, whose, module);
            SeenModule.in(file, doubted.remove(file) ? known.map(SeenModule::doubted) : known)
                    .ifPresent(seen ->
                            found.computeIfAbsent(whose, _ -> new HashMap<>()).put(module, seen));
        }
    }
}
