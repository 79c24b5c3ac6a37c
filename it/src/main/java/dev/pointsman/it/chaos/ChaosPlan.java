package dev.pointsman.it.chaos;

import dev.pointsman.it.chaos.fault.FaultKind;
import java.time.Duration;
import java.util.List;

/**
 * What a run is to be. Immutable, so safe on every thread.
 *
 * @param gap what usually lies between two faults
 * @param patience how long nothing may happen before the run is given up
 * @param atMost after this no more is published and no fault begins, and what was done is judged
 * @param kinds the faults to choose among, each as often as it stands here
 */
public record ChaosPlan(
        int jobs,
        int faults,
        long seed,
        int workers,
        Duration gap,
        Duration patience,
        Duration atMost,
        List<FaultKind> kinds) {
    /** No run lasts for so long. */
    public static final Duration FOR_EVER = Duration.ofDays(365);

    public ChaosPlan {
        require(jobs > 0, "jobs", jobs, "1 or more");
        require(faults >= 0, "faults", faults, "0 or more");
        require(workers > 0 && workers <= 16, "workers", workers, "1 to 16");
        require(gap.isPositive(), "every", gap, "more than 0");
        require(patience.isPositive(), "patience", patience, "more than 0");
        require(atMost.isPositive(), "at-most", atMost, "more than 0");
        require(!kinds.isEmpty(), "kinds", kinds, "at least one");
        kinds = List.copyOf(kinds);
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
