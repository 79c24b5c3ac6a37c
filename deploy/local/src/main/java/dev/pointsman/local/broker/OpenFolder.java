package dev.pointsman.local.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A folder that one broker alone may fill, held by a lock. Immutable, so safe on every thread.
 *
 * <p>Kafka has a lock of its own, but takes it after the controller has already written: two
 * brokers in one folder would both end with a broken log.
 */
record OpenFolder(Path path, boolean temporary, FileChannel lock) implements AutoCloseable {
    private static final String TEMPORARY_PREFIX = "pointsman-broker-";
    private static final String LOCK = "broker.lock";
    private static final String DATA = "kafka";

    static OpenFolder open(DataFolder folder) {
        try {
            return switch (folder) {
                case DataFolder.Temporary() ->
                        locked(Files.createTempDirectory(TEMPORARY_PREFIX), true);
                case DataFolder.Kept(var path) -> locked(Files.createDirectories(path), false);
            };
        } catch (IOException e) {
            throw new BrokerNotStarted(
                    "folder: " + folder + " (expected: one that this process may write)", e);
        }
    }

    /** Where Kafka may write. */
    Path data() {
        return path.resolve(DATA);
    }

    /**
     * Lets go of the folder and deletes it if it was a temporary one; the broker must have ended.
     */
    @Override
    public void close() throws IOException {
        lock.close();
        if (temporary) {
            FolderDeletion.delete(path);
        }
    }

    private static OpenFolder locked(Path path, boolean temporary) throws IOException {
        var lock =
                FileChannel.open(
                        path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isTaken(lock)) {
            lock.close();
            throw new BrokerNotStarted(
                    "folder: " + path + " is in use (expected: one no other broker runs in)");
        }
        return new OpenFolder(path, temporary, lock);
    }

    private static boolean isTaken(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() == null;
        } catch (OverlappingFileLockException _) {
            return true;
        }
    }
}
