package dev.pointsman.worker.flow;

/**
 * A partition as this worker holds it from one assignment to the next: what is in flight under one
 * claim has no say under a later one, though the partition be the same. Told apart by identity.
 * Owned by its flow.
 */
public final class Claim {
    private final OffsetsInFlight offsets;
    private boolean open = true;
    private long bytes;

    Claim(Progress begun) {
        this.offsets = new OffsetsInFlight(begun);
    }

    OffsetsInFlight offsets() {
        return offsets;
    }

    boolean isOpen() {
        return open;
    }

    void close() {
        open = false;
    }

    /** What its jobs hold of memory, from when they are taken to when they are committed. */
    long bytes() {
        return bytes;
    }

    void hold(long more) {
        bytes += more;
    }

    void letGo(long fewer) {
        bytes -= fewer;
    }
}
