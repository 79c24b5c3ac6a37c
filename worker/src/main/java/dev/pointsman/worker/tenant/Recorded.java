package dev.pointsman.worker.tenant;

import java.util.List;
import java.util.Locale;

/** Which jobs are recorded, so that they can be replayed. */
public enum Recorded {
    NONE,
    /** Those that do not succeed. */
    FAILURES;

    /** The one of this name. */
    static Recorded of(String word) {
        return Choice.of("record", word, List.of(values()));
    }

    /** The word of the tenants file. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
