package dev.pointsman.worker.testing;

import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.tenant.StateLimits;
import java.time.Duration;

/** Limits that no well-behaved guest meets, each of which can be made tight by itself. */
public final class TestingLimits {
    private static final int MIB = 1024 * 1024;

    /** Room enough, and still an end for a guest that a test has let go wrong. */
    public static final Limits ROOMY =
            new Limits(
                    Duration.ofSeconds(30),
                    1L << 40,
                    16,
                    16,
                    MIB,
                    100_000,
                    100,
                    100,
                    MIB,
                    new StateLimits(64 * 1024, 100, MIB, 4 * MIB));

    private TestingLimits() {}

    public static Limits timeout(Duration timeout) {
        var r = ROOMY;
        return new Limits(
                timeout,
                r.fuel(),
                r.maxPages(),
                r.maxDirtyPages(),
                r.maxOutputBytes(),
                r.maxHostCalls(),
                r.maxLogLines(),
                r.maxPublications(),
                r.maxPublishedBytes(),
                r.state());
    }

    public static Limits fuel(long fuel) {
        return of(fuel, ROOMY.maxPages(), ROOMY.maxHostCalls(), ROOMY.maxLogLines());
    }

    public static Limits pages(int maxPages) {
        return of(ROOMY.fuel(), maxPages, ROOMY.maxHostCalls(), ROOMY.maxLogLines());
    }

    public static Limits dirtyPages(int maxDirtyPages) {
        var r = ROOMY;
        return new Limits(
                r.timeout(),
                r.fuel(),
                r.maxPages(),
                maxDirtyPages,
                r.maxOutputBytes(),
                r.maxHostCalls(),
                r.maxLogLines(),
                r.maxPublications(),
                r.maxPublishedBytes(),
                r.state());
    }

    public static Limits hostCalls(int maxHostCalls) {
        return of(ROOMY.fuel(), ROOMY.maxPages(), maxHostCalls, ROOMY.maxLogLines());
    }

    public static Limits logLines(int maxLogLines) {
        return of(ROOMY.fuel(), ROOMY.maxPages(), ROOMY.maxHostCalls(), maxLogLines);
    }

    public static Limits output(int maxOutputBytes) {
        return written(maxOutputBytes, ROOMY.maxPublications(), ROOMY.maxPublishedBytes());
    }

    public static Limits publishing(int maxPublications, int maxPublishedBytes) {
        return written(ROOMY.maxOutputBytes(), maxPublications, maxPublishedBytes);
    }

    public static Limits state(
            int maxValueBytes, int maxWrites, int maxWrittenBytes, long maxBytes) {
        var r = ROOMY;
        return new Limits(
                r.timeout(),
                r.fuel(),
                r.maxPages(),
                r.maxDirtyPages(),
                r.maxOutputBytes(),
                r.maxHostCalls(),
                r.maxLogLines(),
                r.maxPublications(),
                r.maxPublishedBytes(),
                new StateLimits(maxValueBytes, maxWrites, maxWrittenBytes, maxBytes));
    }

    private static Limits of(long fuel, int maxPages, int maxHostCalls, int maxLogLines) {
        return new Limits(
                ROOMY.timeout(),
                fuel,
                maxPages,
                ROOMY.maxDirtyPages(),
                ROOMY.maxOutputBytes(),
                maxHostCalls,
                maxLogLines,
                ROOMY.maxPublications(),
                ROOMY.maxPublishedBytes(),
                ROOMY.state());
    }

    private static Limits written(int maxOutputBytes, int maxPublications, int maxPublishedBytes) {
        return new Limits(
                ROOMY.timeout(),
                ROOMY.fuel(),
                ROOMY.maxPages(),
                ROOMY.maxDirtyPages(),
                maxOutputBytes,
                ROOMY.maxHostCalls(),
                ROOMY.maxLogLines(),
                maxPublications,
                maxPublishedBytes,
                ROOMY.state());
    }
}
