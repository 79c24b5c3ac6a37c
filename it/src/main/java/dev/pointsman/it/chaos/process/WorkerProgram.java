package dev.pointsman.it.chaos.process;

import java.util.Map;

/**
 * What a worker process runs, and with which properties. Immutable, so safe on every thread.
 *
 * @param properties system properties; the slot and the log come in addition
 */
public record WorkerProgram(Class<?> main, Map<String, String> properties) {
    public WorkerProgram {
        properties = Map.copyOf(properties);
    }
}
