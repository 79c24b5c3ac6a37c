package dev.pointsman.contracts;

import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;

/** Thrown inside the codecs only, and turned into a {@link Rejection} at their edge. */
final class BadHeader extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Rejection.Kind kind;
    private final String detail;

    BadHeader(Rejection.Kind kind, String detail) {
        // No stack trace: hostile records must not cost more than good ones.
        super(detail, null, false, false);
        this.kind = kind;
        this.detail = detail;
    }

    /** What to tell about the record with these headers. */
    Rejection rejection(Iterable<Header> headers) {
        return new Rejection(
                kind,
                detail,
                salvage(headers, HeaderName.ID, JobId::new),
                salvage(headers, HeaderName.TENANT, TenantId::new));
    }

    /** One header of a record that was rejected for another, if there is one good value of it. */
    static <T> Optional<T> salvage(
            Iterable<Header> headers, String name, Function<String, T> parser) {
        try {
            return HeaderBag.read(HeaderBag.head(headers), NameTable.of(name))
                    .optional(name, parser);
        } catch (BadHeader _) {
            return Optional.empty();
        }
    }
}
