package dev.pointsman.contracts;

import java.nio.charset.StandardCharsets;

/**
 * What a guest calls a value that it keeps: 1 to 128 bytes of UTF-8. In the order of these bytes,
 * which is that of code points, so that the order a guest sees is not that of Java.
 */
public record StateName(String value) implements Comparable<StateName> {
    /** Of UTF-8. */
    public static final int MAX_BYTES = 128;

    public StateName {
        var bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 1 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "state name: " + bytes + " bytes (expected: 1 to " + MAX_BYTES + ")");
        }
        if (value.codePoints().anyMatch(StateName::isHalfACharacter)) {
            throw new IllegalArgumentException("state name: not UTF-8");
        }
    }

    private static boolean isHalfACharacter(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** Its UTF-8. */
    public byte[] toBytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int compareTo(StateName other) {
        var shorter = Math.min(value.length(), other.value.length());
        for (var i = 0; i < shorter; i++) {
            var difference = compare(value.charAt(i), other.value.charAt(i));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(value.length(), other.value.length());
    }

    /** Code points beyond the first 65,536 are written with surrogates, which are not the last. */
    private static int compare(char one, char other) {
        if (Character.isSurrogate(one) == Character.isSurrogate(other)) {
            return Character.compare(one, other);
        }
        return Character.isSurrogate(one) ? 1 : -1;
    }

    @Override
    public String toString() {
        return Wording.quote(value);
    }
}
