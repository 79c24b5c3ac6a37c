package dev.pointsman.contracts;

import java.util.regex.Pattern;

/**
 * Why a job was put aside, in the word that stands on the wire: that of an {@link ErrorCode}, or
 * one that a newer worker has written and this version does not know.
 */
public record ErrorType(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    public ErrorType {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "error type: " + Wording.quote(value) + " (expected: " + FORM + ")");
        }
    }

    /** Its word. */
    public static ErrorType of(ErrorCode code) {
        return new ErrorType(code.code());
    }

    @Override
    public String toString() {
        return value;
    }
}
