package dev.pointsman.worker.module;

import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A module's file, and the digest it had when it was found. Immutable, so safe on every thread.
 *
 * @param digest of the whole file
 */
public record StoredModule(Path file, ModuleDigest digest) {
    /** Larger files are no modules we would admit, and are not read. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    /** The module in this file, as it is now. */
    public static StoredModule at(Path file) throws IOException {
        return new StoredModule(file, ModuleDigest.of(bytesOf(file)));
    }

    /** The bytes that have the digest; an {@link IOException} when the file has changed since. */
    public Payload bytes() throws IOException {
        var bytes = bytesOf(file);
        var found = ModuleDigest.of(bytes);
        if (!found.equals(digest)) {
            throw new IOException(
                    file + ": has changed to " + found + " (expected: " + digest + ")");
        }
        return bytes;
    }

    private static Payload bytesOf(Path file) throws IOException {
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
}
