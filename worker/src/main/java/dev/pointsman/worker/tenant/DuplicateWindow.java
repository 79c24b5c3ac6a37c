package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.Wording;
import java.time.DateTimeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a job that is published again is the same, as a policy says it. */
final class DuplicateWindow {
    private static final Duration LONGEST = Duration.ofDays(7);

    private DuplicateWindow() {}

    /** Nothing said, nobody looks. */
    static Duration of(@Nullable String text) {
        if (text == null) {
            return Duration.ZERO;
        }
        var window = parsed(text);
        if (!window.isPositive() || window.compareTo(LONGEST) > 0) {
            throw refused(text);
        }
        return window;
    }

    private static Duration parsed(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException _) {
            throw refused(text);
        }
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                Wording.quote(text)
                        + " (expected: a duration such as PT10M, more than 0 and at most 7 days)");
    }
}
