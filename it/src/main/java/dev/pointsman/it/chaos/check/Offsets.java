package dev.pointsman.it.chaos.check;

import java.util.Map;

/** An offset for each partition of a topic. Immutable, so safe on every thread. */
public record Offsets(Map<Integer, Long> byPartition) {
    public Offsets {
        byPartition = Map.copyOf(byPartition);
    }

    /** That of this partition; 0 for one that is not there. */
    long of(int partition) {
        return byPartition.getOrDefault(partition, 0L);
    }
}
