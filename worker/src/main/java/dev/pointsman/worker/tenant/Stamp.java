package dev.pointsman.worker.tenant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * What of a file changes when its content does; another file in its place has another key, where
 * the system has keys. Immutable, so safe on every thread.
 */
record Stamp(FileTime modified, long bytes, Optional<Object> key) {
    /** That of the file as it is now; none where there is no file. */
    static Optional<Stamp> of(Path file) {
        try {
            var is = Files.readAttributes(file, BasicFileAttributes.class);
            var key = Optional.ofNullable(is.fileKey());
            return Optional.of(new Stamp(is.lastModifiedTime(), is.size(), key));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
