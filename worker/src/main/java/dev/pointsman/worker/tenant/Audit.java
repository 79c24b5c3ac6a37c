package dev.pointsman.worker.tenant;

import java.util.List;
import java.util.Locale;

/** Which of a guest's calls are told to the topic of effects. */
public enum Audit {
    NONE,
    REFUSED,
    ALL;

    /** The one of this name. */
    static Audit of(String word) {
        return Choice.of("audit", word, List.of(values()));
    }

    /** The word of the tenants file. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
