package dev.pointsman.contracts;

/**
 * The publisher's name for a job, and the id of its result: 1 to 256 characters without control
 * characters. CloudEvents asks that source and id together are unique.
 */
public record JobId(String value) {
    /** The most characters an id may have. */
    public static final int MAX_CHARS = 256;

    public JobId {
        if (value.isBlank()
                || value.codePointCount(0, value.length()) > MAX_CHARS
                || Text.hasControls(value)) {
            throw new IllegalArgumentException(
                    "job id: "
                            + Wording.quote(value)
                            + " (expected: 1 to 256 characters, no control characters)");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
