package dev.pointsman.worker.module;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * What of a module's file, and of the one beside it, changes when the content of one does. Another
 * file in its place has another key, where the system has keys: time and size may be the same where
 * builds are reproducible. Immutable, so safe on every thread.
 */
record Stamp(Optional<OneFile> module, Optional<OneFile> beside) {
    /** That of no file that can be looked at. */
    static final Stamp NONE = new Stamp(Optional.empty(), Optional.empty());

    /** Those of the files as they are now; none if the module's has gone. */
    static Optional<Stamp> of(Path module) throws IOException {
        var beside = besideOf(StoredModule.beside(module));
        return OneFile.of(module).map(found -> new Stamp(Optional.of(found), beside));
    }

    /** Of a link that leads nowhere its own: what it leads to one day will have another. */
    private static Optional<OneFile> besideOf(Path file) throws IOException {
        var found = OneFile.of(file);
        return found.isPresent() ? found : OneFile.of(file, LinkOption.NOFOLLOW_LINKS);
    }

    private record OneFile(FileTime modified, long bytes, Optional<Object> key) {
        static Optional<OneFile> of(Path file, LinkOption... links) throws IOException {
            try {
                var is = Files.readAttributes(file, BasicFileAttributes.class, links);
                var key = Optional.ofNullable(is.fileKey());
                return Optional.of(new OneFile(is.lastModifiedTime(), is.size(), key));
            } catch (NoSuchFileException _) {
                return Optional.empty();
            }
        }
    }
}
