package dev.pointsman.worker;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** Begins to tell how a worker fares, before it meets Kafka, and until it has ended. */
@FunctionalInterface
interface Watching {
    /**
     * Begins.
     *
     * @param trouble why the worker is not ready
     * @return what ends it
     */
    Runnable begin(Supplier<Optional<String>> trouble) throws IOException;
}
