package dev.pointsman.worker.flow;

/** What became of a record that was offered. */
public enum Offer {
    /** Its job will be run. */
    TAKEN,
    /** An earlier owner has committed it. */
    FINISHED,
    /**
     * Too far beyond the lowest unfinished offset, or more than may be held of memory: to be
     * offered again when jobs before it are committed.
     */
    NO_ROOM
}
