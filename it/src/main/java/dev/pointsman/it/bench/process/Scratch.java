package dev.pointsman.it.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A temporary folder for everything a run writes. Safe on every thread. */
public record Scratch(Path folder) implements AutoCloseable {
    public static Scratch make() {
        try {
            return new Scratch(Files.createTempDirectory("pointsman-bench-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes it; whoever wrote there must have ended. */
    @Override
    public void close() {
        try {
            Files.walkFileTree(folder, new Deletion());
        } catch (NoSuchFileException _) {
            // Closed twice.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
