package dev.pointsman.worker.effects;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a job has counted: added to the worker's metrics when it is committed, if it succeeded. As
 * many counters as the policy names. Owned by one thread.
 */
public final class Counters {
    /** Most jobs count nothing, and are spared a map. */
    private Map<String, Long> counts = Map.of();

    Counters() {}

    /** Adds to the counter of this name; one that would overflow stays where it is. */
    public void add(String name, long amount) {
        if (counts.isEmpty()) {
            counts = new TreeMap<>();
        }
        counts.merge(name, amount, (some, more) -> Math.min(some, Long.MAX_VALUE - more) + more);
    }

    /** All counters, by name. */
    public Map<String, Long> all() {
        return Map.copyOf(counts);
    }
}
