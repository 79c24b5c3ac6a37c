package dev.pointsman.it.bench.load;

import java.util.Arrays;

/**
 * Latencies, every single one of them: a run has some hundred thousand, so there is no need for a
 * histogram that rounds. Owned by one thread.
 */
public final class Latencies {
    private static final double NANOS_A_MILLI = 1e6;

    private long[] nanos = new long[1024];
    private int count;

    public void add(long latencyNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = latencyNanos;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** What became of them, in milliseconds. */
    public Summary summary() {
        if (count == 0) {
            throw new IllegalStateException("no latency was recorded (expected: one or more)");
        }
        var sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return new Summary(
                count,
                millis(sorted, 0.5),
                millis(sorted, 0.99),
                millis(sorted, 0.999),
                millis(sorted, 1));
    }

    /** The smallest latency that at least this share of all do not exceed. */
    private static double millis(long[] sorted, double share) {
        var rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(rank, 1) - 1] / NANOS_A_MILLI;
    }

    /** Percentiles in milliseconds, exact. Immutable, so safe on every thread. */
    public record Summary(int count, double p50, double p99, double p999, double max) {}
}
