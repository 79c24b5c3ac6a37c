package dev.pointsman.it.bench.measure;

import java.time.Duration;

/**
 * Whether the compilers of a contender's JVM have come to rest: they are none of what is measured,
 * and for the first ten seconds of work they take half of it. Owned by one thread.
 */
final class Compilers {
    private static final Duration LOOK_EVERY_CPU = Duration.ofMillis(1_500);

    /** Of the CPU time; less than one in so many is rest. */
    private static final int AT_REST = 12;

    private Duration cpu = Duration.ZERO;
    private Duration compiled = Duration.ZERO;
    private boolean rested;

    boolean areAtRest(Stint stint) {
        var now = stint.cpu();
        var worked = now.minus(cpu);
        if (worked.compareTo(LOOK_EVERY_CPU) >= 0) {
            var all = stint.compiled();
            rested = all.minus(compiled).multipliedBy(AT_REST).compareTo(worked) < 0;
            cpu = now;
            compiled = all;
        }
        return rested;
    }
}
