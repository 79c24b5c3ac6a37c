package dev.pointsman.contracts;

import java.util.Locale;

/** What becomes of its key's order while a job waits for another attempt. */
public enum RetryOrder {
    /** Later jobs of its key go on meanwhile. */
    FREE,
    /** No later job of its key begins before it has come to its end. */
    STRICT;

    /** The order of this name. */
    public static RetryOrder of(String word) {
        for (var order : values()) {
            if (order.toString().equals(word)) {
                return order;
            }
        }
        throw new IllegalArgumentException(Wording.quote(word) + " (expected: free or strict)");
    }

    /** Its name, in the tenants file and in headers. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
