package dev.pointsman.worker.module;

import dev.pointsman.contracts.ModuleName;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
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

    private static final String EXPECTED =
            " (expected: a folder with the right to; chmod a+rx, or in the image for user 10001)";

    /** No name of a tenant. */
    private static final String OF_ALL = "";

    private final Path directory;
    private final Folders folders;

    /** By the tenant whose they are, or for all, and then by name. */
    private volatile Map<String, Map<String, SeenModule>> modules = Map.of();

    /** Whose folders could not be read at the last look, or that of all. */
    private Set<String> unread = Set.of();

    /** In which something else was found than what they were known for: looked at again. */
    private final Set<Path> doubted = ConcurrentHashMap.newKeySet();

    private DirectoryModules(Path directory, Folders folders) {
        this.directory = directory;
        this.folders = folders;
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
            throw new IOException(directory + ": may not be read by this user" + EXPECTED);
        }
        return open(directory, Folders::onDisk);
    }

    static DirectoryModules open(Path directory, Folders folders) throws IOException {
        var modules = new DirectoryModules(directory, folders);
        try {
            modules.look();
        } catch (IOException e) {
            throw new IOException(directory + ": cannot be listed: " + e + EXPECTED, e);
        }
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
        try {
            look();
        } catch (IOException e) {
            if (!unread.contains(OF_ALL)) {
                LOGGER.atError().log("modules not read again: {}{}", e.toString(), EXPECTED);
            }
            unread = Set.of(OF_ALL);
        }
    }

    private void look() throws IOException {
        var found = new HashMap<String, Map<String, SeenModule>>();
        var failing = new HashSet<String>();
        for (var entry : folders.entriesOf(directory)) {
            var tenant = TenantId.parse(entry.getFileName().toString());
            if (tenant.isPresent()) {
                lookInto(entry, tenant.get(), found, failing);
            } else {
                lookAt(entry, OF_ALL, found);
            }
        }
        unread = Set.copyOf(failing);
        modules = Map.copyOf(found);
    }

    /**
     * Where it cannot be read, what was known of it stays: one tenant's folder is no reason to
     * forget its modules, nor anybody else's.
     */
    private void lookInto(
            Path folder,
            TenantId tenant,
            Map<String, Map<String, SeenModule>> found,
            Set<String> failing) {
        var whose = tenant.value();
        try {
            for (var file : folders.entriesOf(folder)) {
                lookAt(file, whose, found);
            }
        } catch (NoSuchFileException | NotDirectoryException _) {
            // It has gone since it was listed, or is no tenant's.
        } catch (IOException e) {
            Optional.ofNullable(modules.get(whose)).ifPresent(known -> found.put(whose, known));
            failing.add(whose);
            tell(tenant, e);
        }
    }

    private void tell(TenantId tenant, IOException e) {
        if (!unread.contains(tenant.value())) {
            LOGGER.atError()
                    .addKeyValue("tenant", tenant)
                    .log(
                            "a tenant's modules not read, and as before until they can be: {}{}",
                            e.toString(),
                            EXPECTED);
        }
    }

    private void lookAt(Path file, String whose, Map<String, Map<String, SeenModule>> found) {
        var name = file.getFileName().toString();
        if (name.endsWith(ENDING) && !isNoFile(file)) {
            var module = name.substring(0, name.length() - ENDING.length());
            var known = seen(modules, whose, module);
            SeenModule.in(file, doubted.remove(file) ? known.map(SeenModule::doubted) : known)
                    .ifPresent(seen ->
                            found.computeIfAbsent(whose, _ -> new HashMap<>()).put(module, seen));
        }
    }

    /** A folder, a pipe or the like. */
    private static boolean isNoFile(Path path) {
        return Files.exists(path) && !Files.isRegularFile(path);
    }
}
