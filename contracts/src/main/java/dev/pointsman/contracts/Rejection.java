package dev.pointsman.contracts;

import java.util.Optional;

/**
 * Why a record could not be read, and what of it could be read all the same, so that its answer
 * reaches whoever waits for it.
 *
 * @param detail a sentence that names the header, its value and what was expected
 * @param id the job id, if that header by itself is good
 * @param tenant the tenant, if that header by itself is good
 */
public record Rejection(Kind kind, String detail, Optional<JobId> id, Optional<TenantId> tenant) {
    /** The same, of a record whose id is that of another. */
    public Rejection ofNoJob() {
        return new Rejection(kind, detail, Optional.empty(), tenant);
    }

    /** What was wrong, in few enough words to count. */
    public enum Kind {
        /** A header that every job needs is not there. */
        MISSING,
        /**
         * A header that may stand once stands twice; the first and the last reader would differ.
         */
        DUPLICATED,
        /** Too many headers, or too many bytes in them. */
        OVERSIZED,
        /** A header's value is not UTF-8. */
        NOT_UTF8,
        /** A header's value has not the form it should have. */
        MALFORMED
    }
}
