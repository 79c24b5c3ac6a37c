package dev.pointsman.contracts;

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

    Rejection.Kind kind() {
        return kind;
    }

    String detail() {
        return detail;
    }
}
