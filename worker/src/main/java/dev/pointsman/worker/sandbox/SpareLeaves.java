package dev.pointsman.worker.sandbox;

import static dev.pointsman.worker.sandbox.MemoryImage.LEAF_BYTES;

import java.util.Arrays;

/**
 * The leaves that jobs of one thread own, one job after the other: most write to the same few, and
 * making them anew is a third of their garbage. What stands in one is overwritten from its first
 * byte to its last before the next job has it. Owned by the thread.
 */
final class SpareLeaves {
    /** More are not kept: 256 KiB, which is less than any job may own. */
    private static final int MOST = 64;

    private final byte[][] kept = new byte[MOST][];
    private int made;
    private int lent;

    /** A leaf of the job's own with these bytes from there on, all that it has room for. */
    byte[] copyOf(byte[] bytes, int from) {
        var own = lend();
        System.arraycopy(bytes, from, own, 0, LEAF_BYTES);
        return own;
    }

    /** A leaf of the job's own with this byte everywhere. */
    byte[] filledWith(byte value) {
        var own = lend();
        Arrays.fill(own, value);
        return own;
    }

    /** Whoever asks overwrites it whole, before anybody else can have it. */
    private byte[] lend() {
        if (lent == MOST) {
            return new byte[LEAF_BYTES];
        }
        if (lent == made) {
            kept[made++] = new byte[LEAF_BYTES];
        }
        return kept[lent++];
    }

    /** The job has ended, and has no leaf any more. */
    void takeBack() {
        lent = 0;
    }
}
