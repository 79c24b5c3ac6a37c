package dev.pointsman.worker.flow;

/** What an offset's metadata was read as. */
public sealed interface ProgressReading {
    /** Ours, or none at all, which says that nothing is finished beyond the offset. */
    record Ours(Progress progress) implements ProgressReading {}

    /**
     * Written by something else: it says nothing about jobs.
     *
     * @param progress that of an offset without metadata
     */
    record Foreign(Progress progress) implements ProgressReading {}

    /**
     * Ours, and not to be read: corrupt, or from a newer version. To go on without it would run
     * again what is finished.
     *
     * @param reason for an operator, with what to do
     */
    record Unreadable(String reason) implements ProgressReading {}
}
