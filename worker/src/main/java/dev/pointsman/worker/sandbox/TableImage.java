package dev.pointsman.worker.sandbox;

import java.util.Arrays;

/**
 * What a table holds when its instance begins. Filled while its module is looked at; immutable, and
 * safe on every thread, from then on.
 */
final class TableImage {
    private final int[] slots;
    private int placed;

    /** One that has the same in each of so many slots. */
    TableImage(long size, int value) {
        this.slots = new int[Math.toIntExact(size)];
        Arrays.fill(slots, value);
    }

    /** Places these from a slot on; whether they fit. */
    boolean place(int from, int[] functions) {
        if (from < 0 || functions.length > slots.length - from) {
            return false;
        }
        System.arraycopy(functions, 0, slots, from, functions.length);
        placed += functions.length;
        return true;
    }

    /** For one instance. */
    int[] copy() {
        return slots.clone();
    }

    /** How often something was placed. */
    int placed() {
        return placed;
    }

    int bytes() {
        return slots.length * Integer.BYTES;
    }
}
