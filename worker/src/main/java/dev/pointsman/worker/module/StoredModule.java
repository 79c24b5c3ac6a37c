package dev.pointsman.worker.module;

import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A module's file, and the digest it had when it was found. Immutable, so safe on every thread.
 *
 * @param digest of the whole file
 * @param requests what a file beside it says of the capabilities it needs
 */
public record StoredModule(Path file, ModuleDigest digest, Optional<String> requests) {
    /** The ending of the file beside a module. */
    static final String BESIDE = ".capabilities";

    private static final int MAX_REQUEST_BYTES = 16 * 1024;

    /** Larger files are no modules we would admit, and are not read. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    /** The module in this file, as it is now. */
    public static StoredModule at(Path file) throws IOException {
        return new StoredModule(file, ModuleDigest.of(bytesOf(file)), requestsOf(beside(file)));
    }

    /** The file that says which capabilities the module in this file needs. */
    static Path beside(Path module) {
        var stem = module.getFileName().toString().replaceFirst("\\.wasm$", "");
        return module.resolveSibling(stem + BESIDE);
    }

    /** Whether there is such a file, be it a link to one that is not there. */
    static boolean isThere(Path beside) {
        return Files.exists(beside, LinkOption.NOFOLLOW_LINKS);
    }

    /** A file that is there and cannot be read must not grant more than it would. */
    private static Optional<String> requestsOf(Path file) throws IOException {
        if (!isThere(file)) {
            return Optional.empty();
        }
        requireFile(file, "a file with the name of a capability in each line");
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_REQUEST_BYTES + 1);
            if (bytes.length > MAX_REQUEST_BYTES) {
                throw new IOException(file + ": larger than " + MAX_REQUEST_BYTES + " bytes");
            }
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /** The bytes that have the digest; an {@link IOException} when the file has changed since. */
    public Payload bytes() throws IOException {
        var bytes = bytesOf(file);
        var found = ModuleDigest.of(bytes);
        if (!found.equals(digest)) {
            throw new ModuleChanged(file, found, digest);
        }
        return bytes;
    }

    private static Payload bytesOf(Path file) throws IOException {
        requireFile(file, "a .wasm file");
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException(
                        file
                                + ": larger than "
                                + MAX_BYTES
                                + " bytes (strip it: debug information is most of a large module)");
            }
            return Payload.takingOver(bytes);
        }
    }

    /** A pipe, for one, keeps whoever opens it waiting until somebody writes to it. */
    private static void requireFile(Path file, String expected) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            var is = Files.isDirectory(file) ? "a folder" : "no regular file";
            throw new IOException(file + ": " + is + " (expected: " + expected + ")");
        }
    }
}
