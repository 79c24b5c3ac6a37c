package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.compiler.Cache;
import dev.pointsman.contracts.ModuleDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Generated code in a folder, for workers that start again: a file a module, named by its digest,
 * the engine and what it was told, and sealed with a key, because whoever writes such a file runs
 * code in the worker. What is not as it was sealed is not used. Workers may share a folder: files
 * appear whole, and one that is gone is made again. Safe on every thread.
 */
public final class CodeCache {
    /** What generates the code, and what it is told: code of another is not ours. */
    static final String ENGINE = "chicory-1.7.5 interpreter-fallback=fail own-ends";

    private static final Logger LOGGER = LoggerFactory.getLogger(CodeCache.class);
    private static final String SUFFIX = ".code";

    /** A file that is written, and has its name when it is whole. */
    private static final String UNFINISHED = ".code.tmp";

    /** What the files of any worker are called; the folder may hold others, which are not ours. */
    private static final Pattern OURS =
            Pattern.compile(
                    "[0-9a-f]{64}("
                            + Pattern.quote(SUFFIX)
                            + "|.*"
                            + Pattern.quote(UNFINISHED)
                            + ")");

    /** More than the code of the largest module that is admitted. */
    private static final long MAX_FILE_BYTES = 64L * 1024 * 1024;

    private final Path folder;
    private final Seal seal;
    private final long maxBytes;

    private CodeCache(Path folder, Seal seal, long maxBytes) {
        this.folder = folder;
        this.seal = seal;
        this.maxBytes = maxBytes;
    }

    /**
     * The cache in this folder, which is made if it is not there.
     *
     * @param keyFile 32 bytes or more that nobody else can read
     * @param maxBytes what our files may take; what was used least goes first
     */
    public static CodeCache open(Path folder, Path keyFile, long maxBytes) throws IOException {
        Files.createDirectories(folder);
        return new CodeCache(folder, Seal.with(keyFile), maxBytes);
    }

    /** What the engine asks for the code of one module. */
    Entry of(ModuleDigest module) {
        return new Entry(module);
    }

    /** The code of one module. Owned by one thread. */
    final class Entry implements Cache {
        private final String name;
        private final String hidden;
        private final Path file;
        private boolean isFound;

        private Entry(ModuleDigest module) {
            this.name = module + " " + ENGINE;
            this.hidden = seal.nameOf(name);
            this.file = folder.resolve(hidden + SUFFIX);
        }

        /** Whether the engine has been given code from here. */
        boolean isFound() {
            return isFound;
        }

        @Override
        public byte @Nullable [] get(String key) {
            var code = read().flatMap(sealed -> opened(sealed));
            isFound = code.isPresent();
            return code.orElse(null);
        }

        @Override
        public void putIfAbsent(String key, byte[] code) {
            try {
                makeRoom(code.length);
                var whole = Files.createTempFile(folder, hidden, UNFINISHED);
                Files.write(whole, seal.sealed(name, code));
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                LOGGER.atWarn().setCause(e).log("generated code is not kept: {}", file);
            }
        }

        /** What is no good is said, and left out from now on. */
        void drop(String why) {
            isFound = false;
            LOGGER.atWarn().log("generated code is not used, {}: {}", why, file);
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOGGER.atWarn().setCause(e).log("it cannot be deleted: {}", file);
            }
        }

        private Optional<byte[]> read() {
            try {
                if (!Files.exists(file)) {
                    return Optional.empty();
                }
                if (Files.size(file) > MAX_FILE_BYTES) {
                    drop("it is larger than any");
                    return Optional.empty();
                }
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
                return Optional.of(Files.readAllBytes(file));
            } catch (IOException e) {
                LOGGER.atWarn().setCause(e).log("generated code cannot be read: {}", file);
                return Optional.empty();
            }
        }

        private Optional<byte[]> opened(byte[] sealed) {
            var code = seal.opened(name, sealed);
            if (code.isEmpty()) {
                drop("it is not as it was sealed, or by another key");
            }
            return code;
        }
    }

    private void makeRoom(long bytes) throws IOException {
        var files = files();
        var left = files.stream().mapToLong(CodeCache::size).sum();
        for (var oldest : files) {
            if (left + bytes <= maxBytes) {
                return;
            }
            left -= size(oldest);
            Files.deleteIfExists(oldest);
        }
    }

    /**
     * Ours, those that were used least first; leftovers of a worker that died as it wrote are among
     * them.
     */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(CodeCache::isOurs)
                    .sorted(Comparator.comparing(CodeCache::lastUsed))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isOurs(Path file) {
        return OURS.matcher(file.getFileName().toString()).matches();
    }

    private static FileTime lastUsed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException _) {
            return FileTime.fromMillis(0);
        }
    }

    /** Another worker may have deleted it. */
    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException _) {
            return 0;
        }
    }
}
