package dev.pointsman.it.bench.report;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How fast one thread of the machine is by itself, asked now and then: whose machine it is besides
 * shows in it, and in no load average. Owned by one thread.
 */
public final class Yardstick {
    private static final long TAKES_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int BYTES = 1024 * 1024;

    /** Two looks at a machine that nobody else uses are closer to each other. */
    private static final double MOST_APART = 1.3;

    private final List<Double> found = new ArrayList<>();

    public Yardstick() {
        // Compiled by then.
        mebibytesPerSecond();
    }

    /** Asks for half a second; answers how many MiB one thread hashes in a second. */
    public double look() {
        var now = mebibytesPerSecond();
        found.add(now);
        return now;
    }

    /** What to tell of the run. */
    public Optional<String> verdict() {
        return found.isEmpty() ? Optional.empty() : verdict(Spread.of(found));
    }

    static Optional<String> verdict(Spread found) {
        return found.max() < MOST_APART * found.min()
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "the machine was %.1f times as fast at one time as at another (SHA-256, one thread: %.0f to %.0f MiB/s): compare neighbouring lines only, and run it again",
                                found.max() / found.min(),
                                found.min(),
                                found.max()));
    }

    private static double mebibytesPerSecond() {
        var hash = sha256();
        var bytes = new byte[BYTES];
        var begin = System.nanoTime();
        var blocks = 0;
        while (System.nanoTime() - begin < TAKES_NANOS) {
            hash.update(bytes);
            blocks++;
        }
        return blocks / ((System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
