package dev.pointsman.worker.observe.meters;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;

/**
 * Adds up what guests count by {@code metric_add}, under the names their policies have for it.
 * Owned by one thread.
 */
final class GuestCounts {
    /** As many as fifteen tenants may have that count as much as they may. */
    private static final int MAX_SERIES = 1_000;

    private static final Series OTHER = new Series(BoundedLabel.OTHER, BoundedLabel.OTHER);

    private final MeterRegistry registry;
    private final Map<Series, Counter> counters = new HashMap<>();

    GuestCounts(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Adds what a job of this tenant has counted.
     *
     * @param tenant as it is a label
     */
    void add(String tenant, Map<String, Long> counts) {
        for (var count : counts.entrySet()) {
            counter(new Series(tenant, count.getKey())).increment((double) count.getValue());
        }
    }

    /** Names that a policy has no more stay series: so many, and all others are one. */
    private Counter counter(Series series) {
        var isKnown = counters.containsKey(series) || counters.size() < MAX_SERIES;
        return counters.computeIfAbsent(isKnown ? series : OTHER, this::registered);
    }

    private Counter registered(Series series) {
        return Counter.builder("pointsman.tenant.counts")
                .description("What jobs have counted by metric_add, of those that succeeded")
                .tag("tenant", series.tenant())
                .tag("name", series.name())
                .register(registry);
    }

    private record Series(String tenant, String name) {}
}
