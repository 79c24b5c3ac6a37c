package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.Wording;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;

/** A duration as the tenants file has it, in the form of ISO 8601. Stateless. */
final class DurationWord {
    private DurationWord() {}

    /**
     * The duration this text is.
     *
     * @param name the word of the file it stands for
     */
    static Duration of(String name, String text) {
        return parse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                name
                                        + ": "
                                        + Wording.quote(text)
                                        + " (expected: a duration such as PT5S or PT0.5S)"));
    }

    /** The duration this text is, if it is one. */
    static Optional<Duration> parse(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
