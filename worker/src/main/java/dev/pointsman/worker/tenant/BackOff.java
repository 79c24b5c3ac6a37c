package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.Retry;
import dev.pointsman.contracts.TenantId;
import java.time.Duration;

/**
 * How long a job waits before its next attempt: longer each time, and not as long as the others
 * that failed with it, or they would all come back at once. How much shorter hangs on the job and
 * the attempt alone, so a second run of an attempt waits as long. Immutable, so safe on every
 * thread.
 *
 * @param first before the second attempt, at most
 * @param factor by how much longer each next wait is
 * @param most no wait is longer
 */
public record BackOff(Duration first, double factor, Duration most) {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final double LARGEST_FACTOR = 100;

    /** The part of the wait that jitter may take away. */
    private static final double JITTER = 0.25;

    private static final double HASHES = 0x1p53;

    public BackOff {
        requireBetween("first", first, SHORTEST, Retry.MAX_WITHIN);
        requireBetween("most", most, first, Retry.MAX_WITHIN);
        if (!(factor >= 1 && factor <= LARGEST_FACTOR)) {
            throw new IllegalArgumentException(
                    "factor: " + factor + " (expected: 1 to " + LARGEST_FACTOR + ")");
        }
    }

    private static void requireBetween(
            String name, Duration value, Duration least, Duration greatest) {
        if (value.compareTo(least) < 0 || value.compareTo(greatest) > 0) {
            throw new IllegalArgumentException(
                    name + ": " + value + " (expected: " + least + " to " + greatest + ")");
        }
    }

    /**
     * How long the job waits after this attempt has failed.
     *
     * @param attempt 1 for the first
     */
    public Duration after(TenantId tenant, JobId job, int attempt) {
        var grown = first.toNanos() * Math.pow(factor, attempt - 1);
        var full = Math.min(grown, (double) most.toNanos());
        return Duration.ofNanos((long) (full * (1 - JITTER * share(tenant, job, attempt))));
    }

    /** From 0 to below 1. */
    private static double share(TenantId tenant, JobId job, int attempt) {
        var hash = mixed(mixed(mixed(attempt) + hash(tenant.value())) + hash(job.value()));
        return (hash >>> 11) / HASHES;
    }

    /** FNV-1a; that of a String is too alike for ids that differ by one. */
    private static long hash(String text) {
        var hash = 0xcbf29ce484222325L;
        for (var i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /** The last steps of SplitMix64, which spread what differs in a few bits. */
    private static long mixed(long value) {
        var one = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        var two = (one ^ (one >>> 27)) * 0x94d049bb133111ebL;
        return two ^ (two >>> 31);
    }
}
