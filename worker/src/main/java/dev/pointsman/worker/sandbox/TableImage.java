package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import java.util.Arrays;

/**
 * What a table holds when its instance begins. Filled while its module is looked at; immutable, and
 * safe on every thread, from then on.
 */
final class TableImage {
    private final Table forTheEngine;
    private final int[] slots;
    private int placed;

    /** One that has the same in each slot. */
    TableImage(Table declared, int value) {
        this.forTheEngine = new Table(declared.elementType(), new TableLimits(0, 0));
        this.slots = new int[Math.toIntExact(declared.limits().min())];
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

    /** What the engine is told of: its own slots are left empty, so they are not made. */
    Table forTheEngine() {
        return forTheEngine;
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
