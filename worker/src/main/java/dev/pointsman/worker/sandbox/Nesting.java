package dev.pointsman.worker.sandbox;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Which blocks of a function are open, and how many have stood in each so far. At every loop's end
 * the parser looks through all that have stood beside it, so that loops one after the other take
 * time that grows with their square. Owned by one thread.
 */
final class Nesting {
    /** For each open block, how many are in it; behind the last open one, nothing that counts. */
    private int[] inside = new int[64];

    private final BitSet loops = new BitSet();
    private int depth;
    private long lookedThrough;

    boolean isOpen() {
        return depth > 0;
    }

    void open(boolean isLoop) {
        if (isOpen()) {
            inside[depth - 1]++;
        }
        if (depth == inside.length) {
            inside = Arrays.copyOf(inside, 2 * depth);
        }
        loops.set(depth, isLoop);
        inside[depth++] = 0;
    }

    void close() {
        depth--;
        if (isOpen() && loops.get(depth)) {
            lookedThrough += inside[depth - 1];
        }
    }

    /** By the parser, at the ends of all loops of all functions until now. */
    long lookedThrough() {
        return lookedThrough;
    }
}
