package dev.pointsman.worker.observe.meters;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.LongStream;

/** The bounds of the histograms: few, because each is a series for each label. Stateless. */
final class Buckets {
    private static final Duration[] BOUNDS =
            LongStream.of(1, 5, 10, 50, 100, 500, 1_000, 5_000, 30_000)
                    .mapToObj(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private Buckets() {}

    /** A timer with these bounds. */
    static Timer.Builder timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(BOUNDS)
                .minimumExpectedValue(BOUNDS[0])
                .maximumExpectedValue(BOUNDS[BOUNDS.length - 1]);
    }
}
