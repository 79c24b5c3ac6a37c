package dev.pointsman.contracts;

/** Checks on header texts that have no type of their own. */
final class Text {
    private Text() {}

    static void requireFilled(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    name + ": " + Wording.quote(value) + " (expected: a text)");
        }
    }
}
