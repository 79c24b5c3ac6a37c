package dev.pointsman.it.chaos.watch;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The jobs that the broker has taken and nobody has seen a result of. Safe on every thread. */
public final class Published {
    private final Map<String, Job> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /** The broker has a record, whose id is empty if it names none. */
    public void add(String id, Job job) {
        count.incrementAndGet();
        if (!id.isEmpty()) {
            waiting.put(id, job);
        }
    }

    /** How many records the broker has taken. */
    public int count() {
        return count.get();
    }

    /** A result was seen: the job it is of, if this is the first of it. */
    Optional<Job> answered(String id) {
        return Optional.ofNullable(waiting.remove(id));
    }

    /**
     * Where and when a job was published.
     *
     * @param atMillis milliseconds since 1970
     */
    public record Job(int partition, long atMillis) {}
}
