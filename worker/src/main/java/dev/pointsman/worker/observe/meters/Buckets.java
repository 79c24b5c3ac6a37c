package dev.pointsman.worker.observe.meters;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.LongStream;

/** The bounds of the histograms: few, because each is a series for each label. Stateless. */
final class Buckets {
    private static final long[] MILLIS = {1, 5, 10, 50, 100, 500, 1_000, 5_000, 30_000};
    private static final double MILLIS_A_SECOND = 1_000;

    private static final Duration[] BOUNDS =
            LongStream.of(MILLIS).mapToObj(Duration::ofMillis).toArray(Duration[]::new);

    private static final double[] SECONDS =
            LongStream.of(MILLIS).mapToDouble(it -> it / MILLIS_A_SECOND).toArray();

    private Buckets() {}

    /** A timer with these bounds. */
    static Timer.Builder timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(BOUNDS)
                .minimumExpectedValue(BOUNDS[0])
                .maximumExpectedValue(BOUNDS[BOUNDS.length - 1]);
    }

    /**
     * The same, of seconds that others say: a timer adds up nanoseconds, and has no room for years.
     */
    static DistributionSummary.Builder seconds(String name, String description) {
        return DistributionSummary.builder(name)
                .description(description)
                .baseUnit("seconds")
                .serviceLevelObjectives(SECONDS)
                .minimumExpectedValue(SECONDS[0])
                .maximumExpectedValue(SECONDS[SECONDS.length - 1]);
    }
}
