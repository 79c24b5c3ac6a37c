package dev.pointsman.contracts;

import java.util.Optional;

/**
 * How a job hangs together with others: the CloudEvents correlation extension and W3C Trace
 * Context. Copied into the result.
 */
public record Links(
        Optional<String> correlationId,
        Optional<String> causationId,
        Optional<String> traceParent,
        Optional<String> traceState) {
    /** A job on its own. */
    public static final Links NONE =
            new Links(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The same links, with what caused it replaced. */
    public Links causedBy(JobId job) {
        return new Links(correlationId, Optional.of(job.value()), traceParent, traceState);
    }

    /** In UTF-8, of what goes into each record of the job as it is: all but what caused it. */
    public int copiedBytes() {
        return bytes(correlationId) + bytes(traceParent) + bytes(traceState);
    }

    private static int bytes(Optional<String> text) {
        return text.isPresent() ? Text.utf8Bytes(text.get()) : 0;
    }
}
