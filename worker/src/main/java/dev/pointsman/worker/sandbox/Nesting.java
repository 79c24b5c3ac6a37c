package dev.pointsman.worker.sandbox;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which blocks of a function are open, and how many have stood in each so far. At every loop's end
 * the parser looks through all that have stood beside it, so that loops one after the other take
 * time that grows with their square. Owned by one thread.
 */
final class Nesting {
    /** For each open block, how many are in it. */
    private final List<Integer> inside = new ArrayList<>();

    private final BitSet loops = new BitSet();
    private long lookedThrough;

    boolean isOpen() {
        return !inside.isEmpty();
    }

    void open(boolean isLoop) {
        if (isOpen()) {
            inside.add(inside.removeLast() + 1);
        }
        loops.set(inside.size(), isLoop);
        inside.add(0);
    }

    void close() {
        inside.removeLast();
        if (isOpen() && loops.get(inside.size())) {
            lookedThrough += inside.getLast();
        }
    }

    /** By the parser, at the ends of all loops of all functions until now. */
    long lookedThrough() {
        return lookedThrough;
    }
}
