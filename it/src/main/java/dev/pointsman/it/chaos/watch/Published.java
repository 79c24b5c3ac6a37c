package dev.pointsman.it.chaos.watch;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The jobs that the broker has taken and nobody has seen a result of. Safe on every thread. */
public final class Published {
    private final Map<String, Integer> partitions = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /** The broker has a record in this partition, whose id is empty if it names none. */
    public void add(String id, int partition) {
        count.incrementAndGet();
        if (!id.isEmpty()) {
            partitions.put(id, partition);
        }
    }

    /** How many records the broker has taken. */
    public int count() {
        return count.get();
    }

    /** A result was seen: the partition of its job, if this is the first. */
    Optional<Integer> answered(String id) {
        return Optional.ofNullable(partitions.remove(id));
    }
}
