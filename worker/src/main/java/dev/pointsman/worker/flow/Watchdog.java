package dev.pointsman.worker.flow;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Notices what has work and does not get on. Owned by one thread.
 *
 * @param <K> what is watched
 */
public final class Watchdog<K> {
    private final long patienceNanos;
    private final Map<K, Mark> marks = new HashMap<>();

    public Watchdog(Duration patience) {
        this.patienceNanos = patience.toNanos();
    }

    /**
     * Whether it has not got on for as long as the patience, though it had work all the time.
     *
     * @param done what changes when it gets on
     */
    public boolean isStuck(K key, long done, boolean hasWork, long nowNanos) {
        var mark = marks.get(key);
        if (!hasWork || mark == null || mark.done != done) {
            marks.put(key, new Mark(done, nowNanos));
            return false;
        }
        return nowNanos - mark.sinceNanos >= patienceNanos;
    }

    /** Forgets all others. */
    public void keepOnly(Set<K> keys) {
        marks.keySet().retainAll(keys);
    }

    private record Mark(long done, long sinceNanos) {}
}
