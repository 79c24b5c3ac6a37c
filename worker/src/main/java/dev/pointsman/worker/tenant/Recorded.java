package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.Wording;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which jobs are recorded, so that they can be replayed. */
public enum Recorded {
    NONE,
    /** Those that do not succeed. */
    FAILURES;

    /** The one of this name. */
    static Recorded of(String word) {
        return Arrays.stream(values())
                .filter(record -> record.toString().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "record: "
                                        + Wording.quote(word)
                                        + " (expected: one of "
                                        + List.of(values())
                                        + ")"));
    }

    /** The word of the tenants file. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
