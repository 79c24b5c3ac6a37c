package dev.pointsman.worker.context;

import java.util.Optional;
import java.util.regex.Pattern;

/** The trace a job belongs to, as its {@code traceparent} names it. Stateless. */
final class TraceId {
    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceId() {}

    /** Nothing, if a publisher wrote something else there: logs are no place for that. */
    static Optional<String> in(String traceParent) {
        var match = TRACEPARENT.matcher(traceParent);
        return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
    }
}
