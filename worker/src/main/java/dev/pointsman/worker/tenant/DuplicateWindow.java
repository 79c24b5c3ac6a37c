package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.Wording;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a job that is published again is the same, as a policy says it. Stateless. */
final class DuplicateWindow {
    private static final Duration LONGEST = Duration.ofDays(7);

    private DuplicateWindow() {}

    /** Nothing said, nobody looks. */
    static Duration of(@Nullable String text) {
        return text == null ? Duration.ZERO : said(text);
    }

    private static Duration said(String text) {
        return DurationWord.parse(text)
                .filter(window -> window.isPositive() && window.compareTo(LONGEST) <= 0)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                Wording.quote(text)
                                        + " (expected: a duration such as PT10M, more than 0 and at"
                                        + " most 7 days)"));
    }
}
