package dev.pointsman.it.chaos.watch;

import java.util.List;

/** How long something took, each time it was measured. Immutable, so safe on every thread. */
public record Spread(List<Long> millis) {
    public Spread {
        millis = millis.stream().sorted().toList();
    }

    /** How often it was. */
    public int count() {
        return millis.size();
    }

    /** The time within which so many of 100 were over; none measured is none. */
    public String percentile(int of100) {
        return millis.isEmpty()
                ? "none"
                : millis.get((millis.size() * of100 + 99) / 100 - 1).toString();
    }

    @Override
    public String toString() {
        return "%d, p50 %s ms, p99 %s ms".formatted(count(), percentile(50), percentile(99));
    }
}
