package dev.pointsman.it.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is wanted of a ratio or figure; whether it was reached is said beside what was found, and
 * nowhere decides anything. Immutable, so safe on every thread.
 *
 * @param name of the ratio or figure
 * @param bound what it is to reach, or to stay below
 */
public record Claim(String name, Direction direction, double bound) {
    /** Which side of the bound is the right one. */
    public enum Direction {
        AT_LEAST("≥"),
        AT_MOST("≤");

        private final String sign;

        Direction(String sign) {
            this.sign = sign;
        }
    }

    private static final List<Claim> ALL =
            List.of(
                    atLeast("worker_trivial_over_copy", 0.5),
                    atMost("worker_trivial_cpu_over_copy", 2),
                    atLeast("worker_typical_over_copy", 0.25),
                    atLeast("typical_over_node_tx", 15),
                    atLeast("typical_over_node_alo", 8),
                    atLeast("typical_over_parallel_consumer", 20),
                    atLeast("typical_over_parallel_consumer_tuned", 5),
                    atMost("latency_p50_over_copy", 1.25),
                    atMost("latency_p99_over_copy", 1.25),
                    atMost("latency_p99_half_beyond_interval_ms", 20),
                    atMost("typical_cpu_us", 50),
                    atMost("typical_instance_us", 7),
                    atMost("typical_alloc_kb", 64),
                    atLeast("instance_pages_2_engine_over_sandbox", 12),
                    atLeast("instance_pages_17_engine_over_sandbox", 35),
                    atLeast("instance_pages_256_engine_over_sandbox", 200),
                    atMost("instance_pages_2_us", 2),
                    atMost("instance_pages_17_us", 7),
                    atMost("instance_pages_256_us", 25),
                    atMost("instance_prices_us", 15),
                    atMost("instance_reads_sandbox_over_metered", 1.05),
                    atMost("instance_fills_sandbox_over_metered", 1.05),
                    atMost("instance_moves_sandbox_over_metered", 1.05),
                    atMost("instance_stores_sandbox_over_metered", 1.3),
                    atMost("instance_copies_sandbox_over_metered", 1.3),
                    atMost("instance_hashes_sandbox_over_freed", 1.1),
                    atMost("instance_adds_up_sandbox_over_freed", 1.1),
                    atMost("instance_prices_sandbox_over_freed", 1.1),
                    atMost("density_total_mb", 600),
                    atMost("density_cold_ms", 150),
                    atMost("density_disk_ms", 30),
                    atMost("scale_cost_tenants", 1.1),
                    atMost("scale_cost_partitions", 1.1));

    /** A claim beside what was found. */
    public record Found(String name, String wanted, double found, boolean reached) {}

    /** All that is claimed. */
    public static List<Claim> all() {
        return ALL;
    }

    /** Whether it is reached by this value. */
    public boolean isReachedBy(double value) {
        return switch (direction) {
            case AT_LEAST -> value >= bound;
            case AT_MOST -> value <= bound;
        };
    }

    /** All claims of which something was found. */
    public static List<Found> found(Map<String, Spread> named) {
        return ALL.stream().flatMap(claim -> claim.beside(named).stream()).toList();
    }

    /** The same as a table, if there are any. */
    static Optional<TextTable> table(Map<String, Spread> named) {
        var found = found(named);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var table = new TextTable("what is wanted", "name", "wanted", "found", "");
        found.forEach(each ->
                table.row(
                        Cell.of(each.name()),
                        Cell.of(each.wanted()),
                        Cell.of(String.format(Locale.ROOT, "%.3f", each.found())),
                        Cell.of(each.reached() ? "reached" : "not reached")));
        return Optional.of(table);
    }

    private Optional<Found> beside(Map<String, Spread> named) {
        var wanted = direction.sign + " " + String.format(Locale.ROOT, "%.2f", bound);
        return Optional.ofNullable(named.get(name))
                .map(Spread::median)
                .map(value -> new Found(name, wanted, value, isReachedBy(value)));
    }

    private static Claim atLeast(String name, double bound) {
        return new Claim(name, Direction.AT_LEAST, bound);
    }

    private static Claim atMost(String name, double bound) {
        return new Claim(name, Direction.AT_MOST, bound);
    }
}
