package dev.pointsman.it.bench.process;

import dev.pointsman.local.broker.FolderDeletion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
            FolderDeletion.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
