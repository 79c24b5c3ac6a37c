package dev.pointsman.contracts;

/** Checks on header texts that have no type of their own. */
final class Text {
    private Text() {}

    /** Whether there is a control character; a loop, since every header of every job comes by. */
    static boolean hasControls(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    static void requireFilled(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    name + ": " + Wording.quote(value) + " (expected: a text)");
        }
    }
}
