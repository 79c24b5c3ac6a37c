package dev.pointsman.worker.tenant;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Limits as numbers with names, for a recording; both ways. Stateless. */
public final class NamedLimits {
    private static final String REQUEST_BYTES = "http.max-request-bytes";
    private static final String RESPONSE_BYTES = "http.max-response-bytes";

    private NamedLimits() {}

    /** All of them; those of HTTP stand with the grant, but are limits too. */
    public static SortedMap<String, Long> of(Limits limits, HttpGrant http) {
        var named = new TreeMap<String, Long>();
        named.put("timeout-nanos", limits.timeout().toNanos());
        named.put("fuel", limits.fuel());
        named.put("max-pages", (long) limits.maxPages());
        named.put("max-dirty-pages", (long) limits.maxDirtyPages());
        named.put("max-output-bytes", (long) limits.maxOutputBytes());
        named.put("max-host-calls", (long) limits.maxHostCalls());
        named.put("max-log-lines", (long) limits.maxLogLines());
        named.put("max-publications", (long) limits.maxPublications());
        named.put("max-published-bytes", (long) limits.maxPublishedBytes());
        named.put("max-state-value-bytes", (long) limits.state().maxValueBytes());
        named.put("max-state-writes", (long) limits.state().maxWrites());
        named.put("max-state-written-bytes", (long) limits.state().maxWrittenBytes());
        named.put("max-state-bytes", limits.state().maxBytes());
        named.put(REQUEST_BYTES, (long) http.maxRequestBytes());
        named.put(RESPONSE_BYTES, (long) http.maxResponseBytes());
        return named;
    }

    /** The limits of these names; throws {@link IllegalArgumentException} if one is not there. */
    public static Limits limits(SortedMap<String, Long> named) {
        return new Limits(
                Duration.ofNanos(number(named, "timeout-nanos")),
                number(named, "fuel"),
                small(named, "max-pages"),
                small(named, "max-dirty-pages"),
                small(named, "max-output-bytes"),
                small(named, "max-host-calls"),
                small(named, "max-log-lines"),
                small(named, "max-publications"),
                small(named, "max-published-bytes"),
                new StateLimits(
                        small(named, "max-state-value-bytes"),
                        small(named, "max-state-writes"),
                        small(named, "max-state-written-bytes"),
                        number(named, "max-state-bytes")));
    }

    public static int requestBytes(SortedMap<String, Long> named) {
        return small(named, REQUEST_BYTES);
    }

    public static int responseBytes(SortedMap<String, Long> named) {
        return small(named, RESPONSE_BYTES);
    }

    private static int small(SortedMap<String, Long> named, String name) {
        var number = number(named, name);
        if (number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    name + ": " + number + " (expected: at most " + Integer.MAX_VALUE + ")");
        }
        return (int) number;
    }

    private static long number(SortedMap<String, Long> named, String name) {
        return Optional.ofNullable(named.get(name))
                .filter(it -> it >= 0)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                name
                                        + ": not recorded (expected: a number; was this recorded by"
                                        + " another version?)"));
    }
}
