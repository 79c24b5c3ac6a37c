package dev.pointsman.worker.tenant;

import java.util.List;

/**
 * One line of a grant: a name in which each {@code *} stands for any run of characters, none
 * included. Immutable, so safe on every thread.
 */
public final class NamePattern {
    private final String text;

    /** What stands before, between and after the stars. */
    private final List<String> pieces;

    private NamePattern(String text) {
        this.text = text;
        this.pieces = List.of(text.split("\\*", -1));
    }

    /** A pattern of this text. */
    public static NamePattern of(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("pattern: '' (expected: a name, or one with *)");
        }
        return new NamePattern(text);
    }

    /**
     * Whether the name is one of those meant. Without going back: a guest chooses the name, and the
     * time it takes must not be the guest's to choose too.
     */
    public boolean matches(String name) {
        return isOneName() ? name.equals(text) : hasAll(name);
    }

    /** Whether there is a name that both mean. */
    public boolean overlaps(NamePattern other) {
        return new Overlap(text, other.text).isThere();
    }

    /** Whether it means one name only. */
    public boolean isOneName() {
        return pieces.size() == 1;
    }

    @Override
    public String toString() {
        return text;
    }

    private boolean hasAll(String name) {
        var first = pieces.getFirst();
        var last = pieces.getLast();
        return name.startsWith(first)
                && name.endsWith(last)
                && hasMiddle(name, first.length(), name.length() - last.length());
    }

    /**
     * Whether the pieces between the stars stand there one after another, each as early as it can.
     */
    private boolean hasMiddle(String name, int begin, int end) {
        var from = begin;
        for (var piece : pieces.subList(1, pieces.size() - 1)) {
            var at = name.indexOf(piece, from);
            if (at < 0) {
                return false;
            }
            from = at + piece.length();
        }
        return from <= end;
    }
}
