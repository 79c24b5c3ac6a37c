package dev.pointsman.worker.tenant;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Headers of requests that are nobody's to set but the worker's. Names are compared as programs
 * behind a gateway may read them, to which {@code idempotency_key} and {@code Idempotency-Key} are
 * one variable. Stateless, so safe on every thread.
 */
public final class ReservedHeaders {
    /** What says where a request goes, how it is framed, and which call it is. */
    private static final Set<String> WORKERS =
            Set.of(
                    "host",
                    "content-length",
                    "transfer-encoding",
                    "connection",
                    "keep-alive",
                    "te",
                    "trailer",
                    "upgrade",
                    "expect",
                    "idempotency-key",
                    "traceparent",
                    "tracestate",
                    "http2-settings");

    /** What says who sends it, and by which way; a variable {@code HTTP_PROXY} is one, too. */
    private static final Set<String> SENDERS =
            Set.of("via", "forwarded", "proxy", "baggage", "cookie2");

    private static final List<String> SENDERS_PREFIXES = List.of("proxy-", "x-forwarded-", "sec-");
    private static final Pattern NO_LETTER = Pattern.compile("[^a-z0-9]");

    private ReservedHeaders() {}

    /** Whether the worker, or its client, sets this one: then no policy does, either. */
    static boolean isWorkers(String name) {
        return WORKERS.contains(asRead(name));
    }

    /** Whether a guest may not set this one, whatever its policy says. */
    public static boolean isNoGuests(String name) {
        var read = asRead(name);
        return WORKERS.contains(read)
                || SENDERS.contains(read)
                || SENDERS_PREFIXES.stream().anyMatch(read::startsWith);
    }

    /** Whether some program may take one for the other. */
    public static boolean areOne(String name, String other) {
        return asRead(name).equals(asRead(other));
    }

    private static String asRead(String name) {
        return NO_LETTER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
    }
}
