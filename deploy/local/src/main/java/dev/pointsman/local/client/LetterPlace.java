package dev.pointsman.local.client;

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

    @Override
    public String toString() {
        return partition + ":" + offset;
    }
}
