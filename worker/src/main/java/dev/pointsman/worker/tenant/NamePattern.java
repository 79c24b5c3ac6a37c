package dev.pointsman.worker.tenant;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One line of a grant: a name in which each {@code *} stands for any run of characters, none
 * included. Immutable, so safe on every thread.
 */
public final class NamePattern {
    private final String text;
    private final Pattern form;

    private NamePattern(String text, Pattern form) {
        this.text = text;
        this.form = form;
    }

    /** A pattern of this text. */
    public static NamePattern of(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("pattern: '' (expected: a name, or one with *)");
        }
        var quoted = Arrays.stream(text.split("\\*", -1)).map(Pattern::quote);
        return new NamePattern(text, Pattern.compile(quoted.collect(Collectors.joining(".*"))));
    }

    /** Whether the name is one of those meant. */
    public boolean matches(String name) {
        return form.matcher(name).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
