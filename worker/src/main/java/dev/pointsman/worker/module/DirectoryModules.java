package dev.pointsman.worker.module;

import dev.pointsman.contracts.ModuleName;
import dev.pointsman.contracts.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private volatile Map<String, Map<String, Seen>> modules = Map.of();

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
                .flatMap(Seen::module);
    }

    private static Optional<Seen> seen(
            Map<String, Map<String, Seen>> modules, String whose, String name) {
        return Optional.ofNullable(modules.getOrDefault(whose, Map.of()).get(name));
    }

    /** Looks for files that are new, changed or gone. */
    public void refresh() {
        var found = new HashMap<String, Map<String, Seen>>();
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

    private void lookAt(Path file, String whose, Map<String, Map<String, Seen>> found) {
        var name = file.getFileName().toString();
        if (name.endsWith(ENDING) && Files.isRegularFile(file)) {
            var module = name.substring(0, name.length() - ENDING.length());
            look(file, seen(modules, whose, module))
                    .ifPresent(seen ->
                            found.computeIfAbsent(whose, _ -> new HashMap<>()).put(module, seen));
        }
    }

    /** None if it has gone since it was listed. */
    private static Optional<Seen> look(Path file, Optional<Seen> before) {
        try {
            var stamp = Stamp.of(file, StoredModule.beside(file));
            return before.filter(seen -> seen.stamp.equals(stamp))
                    .or(() -> Optional.of(readAgain(file, stamp)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException _) {
            return Optional.of(readAgain(file, Stamp.NONE));
        }
    }

    private static Seen readAgain(Path file, Stamp stamp) {
        try {
            var module = StoredModule.at(file);
            LOGGER.atInfo().addKeyValue("digest", module.digest()).log("module read: {}", file);
            return new Seen(stamp, Optional.of(module));
        } catch (IOException e) {
            LOGGER.atError()
                    .log(
                            "module not read, and not found by jobs until it can be: {}",
                            e.toString());
            return new Seen(stamp, Optional.empty());
        }
    }

    /** A file as it was last seen, and the module in it unless it could not be read. */
    private record Seen(Stamp stamp, Optional<StoredModule> module) {}

    private record Stamp(FileTime modified, long bytes, FileTime besideModified) {
        private static final FileTime NEVER = FileTime.fromMillis(0);
        static final Stamp NONE = new Stamp(NEVER, 0, NEVER);

        static Stamp of(Path file, Path beside) throws IOException {
            return new Stamp(Files.getLastModifiedTime(file), Files.size(file), modified(beside));
        }

        /** Of a link that leads nowhere its own: what it leads to one day will have another. */
        private static FileTime modified(Path beside) throws IOException {
            if (!StoredModule.isThere(beside)) {
                return NEVER;
            }
            return Files.exists(beside)
                    ? Files.getLastModifiedTime(beside)
                    : Files.getLastModifiedTime(beside, LinkOption.NOFOLLOW_LINKS);
        }
    }
}
