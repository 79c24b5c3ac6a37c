package dev.pointsman.worker.flow;

import java.util.BitSet;

/**
 * How far a partition has got: everything before the base is finished, and of what follows some
 * offsets are. Immutable, so safe on every thread.
 */
public final class Progress {
    /**
     * The base and this many offsets less one after it can be told; as a plain bitmap they fit into
     * the 4,096 characters that a broker takes as an offset's metadata (offset.metadata.max.bytes)
     * by a third, whichever of them are finished.
     */
    public static final int WINDOW = 16_384;

    private final long base;
    private final BitSet beyond;

    private Progress(long base, BitSet beyond) {
        this.base = base;
        this.beyond = beyond;
    }

    /** Everything before the base is finished, and nothing else. */
    public static Progress upTo(long base) {
        return of(base, new BitSet());
    }

    /**
     * Checks that this is progress as it can be told.
     *
     * @param beyond which offsets from the base on are finished, counted from the base, which
     *     itself is not: else it would not be the base
     */
    public static Progress of(long base, BitSet beyond) {
        if (base < 0) {
            throw new IllegalArgumentException("base: " + base + " (expected: 0 or more)");
        }
        if (beyond.get(0)) {
            throw new IllegalArgumentException("base: " + base + " is finished itself");
        }
        if (beyond.length() > WINDOW) {
            throw new IllegalArgumentException(
                    "offsets from the base on: "
                            + beyond.length()
                            + " (expected: at most "
                            + WINDOW
                            + ")");
        }
        return new Progress(base, (BitSet) beyond.clone());
    }

    /** The lowest offset that is not finished; the one that is committed. */
    public long base() {
        return base;
    }

    /** Which offsets are finished, counted from the base; a copy. */
    public BitSet beyond() {
        return (BitSet) beyond.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Progress that && base == that.base && beyond.equals(that.beyond);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(base) + beyond.hashCode();
    }

    @Override
    public String toString() {
        return "up to " + base + " and " + beyond.cardinality() + " beyond";
    }
}
