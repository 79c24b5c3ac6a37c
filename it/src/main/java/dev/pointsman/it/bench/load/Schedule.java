package dev.pointsman.it.bench.load;

/**
 * When each job is meant to be published. Latency is counted from that moment, not from when it was
 * published: a system that holds up its publisher must not look quicker for it. Immutable, so safe
 * on every thread.
 *
 * @param startNanos when the first is due, by {@link System#nanoTime}
 * @param perSecond how many are due in a second
 * @param warmUp how many come first, and are not counted
 * @param counted how many come then
 */
public record Schedule(long startNanos, double perSecond, long warmUp, long counted) {
    private static final double NANOS_A_SECOND = 1e9;

    public Schedule {
        if (perSecond <= 0) {
            throw new IllegalArgumentException(
                    "jobs a second: " + perSecond + " (expected: more than 0)");
        }
        if (warmUp < 0 || counted < 1) {
            throw new IllegalArgumentException(
                    "jobs: "
                            + warmUp
                            + " and "
                            + counted
                            + " (expected: at least one that counts)");
        }
    }

    public long jobs() {
        return warmUp + counted;
    }

    public boolean counts(long number) {
        return number >= warmUp;
    }

    public long dueNanos(long number) {
        return startNanos + Math.round(number * (NANOS_A_SECOND / perSecond));
    }
}
