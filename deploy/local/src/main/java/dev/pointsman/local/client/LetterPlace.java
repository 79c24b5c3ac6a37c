package dev.pointsman.local.client;

import dev.pointsman.contracts.Wording;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a dead letter stands on its topic, written {@code partition:offset}. */
public record LetterPlace(int partition, long offset) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9}):([0-9]{1,18})");

    /** The place this text is, if it is one. */
    public static Optional<LetterPlace> parse(String text) {
        return Optional.of(FORM.matcher(text))
                .filter(match -> match.matches())
                .map(match ->
                        new LetterPlace(
                                Integer.parseInt(match.group(1)), Long.parseLong(match.group(2))));
    }

    /** The place this text is. */
    public static LetterPlace of(String text) {
        return parse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "place: "
                                        + Wording.quote(text)
                                        + " (expected: partition:offset, such as 0:17)"));
    }

    @Override
    public String toString() {
        return partition + ":" + offset;
    }
}
