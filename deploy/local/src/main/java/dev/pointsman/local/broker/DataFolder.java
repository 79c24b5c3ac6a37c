package dev.pointsman.local.broker;

import java.nio.file.Path;

/** Where a broker keeps its data. Immutable, so safe on every thread. */
public sealed interface DataFolder {
    /** A new folder among the system's temporary files, deleted with the broker. */
    record Temporary() implements DataFolder {}

    /**
     * A folder of the caller's, left as it is when the broker ends. After a crash the next start
     * takes some ten seconds: Kafka waits until it is sure that the old broker is gone.
     */
    record Kept(Path path) implements DataFolder {
        public Kept {
            path = path.toAbsolutePath().normalize();
            if (path.toString().contains(",")) {
                throw new IllegalArgumentException(
                        "folder: " + path + " (expected: no comma, Kafka would see two folders)");
            }
        }
    }
}
