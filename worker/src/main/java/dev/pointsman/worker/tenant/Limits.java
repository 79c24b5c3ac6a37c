package dev.pointsman.worker.tenant;

import java.time.Duration;

/**
 * How much one job may use. Each is more than 0, and none is so large that a job could outlast the
 * worker's place in its group (Kafka's max.poll.interval.ms, 5 minutes) or that memory could not be
 * addressed.
 *
 * @param timeout wall time from the guest's first instruction
 * @param fuel calls and backward branches; the same number on every run of the same job
 * @param maxPages linear memory in pages of 64 KiB
 * @param maxDirtyPages what of that memory the guest may really write to, in pages of 64 KiB
 * @param maxOutputBytes what the guest may write to its standard output
 * @param maxHostCalls calls to host functions of any kind
 * @param maxLogLines lines kept of the guest's log; the rest is counted, not kept
 * @param maxPublications records the guest may publish
 * @param maxPublishedBytes keys and values of those records together
 * @param state what it may keep for the jobs after it
 */
public record Limits(
        Duration timeout,
        long fuel,
        int maxPages,
        int maxDirtyPages,
        int maxOutputBytes,
        int maxHostCalls,
        int maxLogLines,
        int maxPublications,
        int maxPublishedBytes,
        StateLimits state) {
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(4);

    /** No memory is larger: one gibibyte, in pages of 64 KiB. */
    public static final int MAX_PAGES = 16_384;

    public Limits {
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "timeout: "
                            + timeout
                            + " (expected: more than 0, at most "
                            + MAX_TIMEOUT
                            + ")");
        }
        require("fuel", fuel);
        requirePages("max-pages", maxPages);
        requirePages("max-dirty-pages", maxDirtyPages);
        require("max-output-bytes", maxOutputBytes);
        require("max-host-calls", maxHostCalls);
        require("max-log-lines", maxLogLines);
        require("max-publications", maxPublications);
        require("max-published-bytes", maxPublishedBytes);
    }

    private static void requirePages(String name, int pages) {
        require(name, pages);
        if (pages > MAX_PAGES) {
            throw new IllegalArgumentException(
                    name + ": " + pages + " (expected: at most " + MAX_PAGES + ", one gibibyte)");
        }
    }

    static void require(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: more than 0)");
        }
    }
}
