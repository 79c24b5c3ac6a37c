package dev.pointsman.local.broker;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder that exists and that a broker may fill. Immutable, so safe on every thread. */
record OpenFolder(Path path, boolean temporary) {
    private static final Logger LOGGER = LoggerFactory.getLogger(OpenFolder.class);
    private static final String TEMPORARY_PREFIX = "pointsman-broker-";

    static OpenFolder open(DataFolder folder) {
        try {
            return switch (folder) {
                case DataFolder.Temporary() ->
                        new OpenFolder(Files.createTempDirectory(TEMPORARY_PREFIX), true);
                case DataFolder.Kept(var path) ->
                        new OpenFolder(Files.createDirectories(path), false);
            };
        } catch (IOException e) {
            throw new BrokerNotStarted(
                    "folder: " + folder + " (expected: a folder that this process may write)", e);
        }
    }

    /** Deletes the folder if it was a temporary one; the broker must have let go of it. */
    void release() {
        if (temporary) {
            delete();
        }
    }

    private void delete() {
        try {
            Files.walkFileTree(path, new Deletion());
        } catch (IOException e) {
            LOGGER.atWarn()
                    .addKeyValue("folder", path)
                    .setCause(e)
                    .log("the broker's temporary folder could not be deleted");
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
