package dev.pointsman.worker.tenant;

/**
 * One line of a grant: a name in which each {@code *} stands for any run of characters, none
 * included. No more than its text is kept: a module may have written it, with a star at every other
 * place. Immutable, so safe on every thread.
 */
public final class NamePattern {
    private static final char STAR = '*';

    private final String text;
    private final int firstStar;

    private NamePattern(String text) {
        this.text = text;
        this.firstStar = text.indexOf(STAR);
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
        return firstStar < 0;
    }

    @Override
    public String toString() {
        return text;
    }

    private boolean hasAll(String name) {
        var lastStar = text.lastIndexOf(STAR);
        var tail = text.length() - lastStar - 1;
        var end = name.length() - tail;
        return name.regionMatches(0, text, 0, firstStar)
                && name.regionMatches(end, text, lastStar + 1, tail)
                && hasMiddle(name, lastStar, end);
    }

    /**
     * Whether the pieces between the stars stand there one after another, each as early as it can.
     */
    private boolean hasMiddle(String name, int lastStar, int end) {
        var from = firstStar;
        for (var star = firstStar; star < lastStar; ) {
            var next = text.indexOf(STAR, star + 1);
            var at = name.indexOf(text.substring(star + 1, next), from);
            if (at < 0) {
                return false;
            }
            from = at + next - star - 1;
            star = next;
        }
        return from <= end;
    }
}
