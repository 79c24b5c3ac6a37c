package dev.pointsman.worker.kafka;

import java.util.Optional;

/**
 * What the mark on the topic of state has to say for a partition to begin where it is to: that the
 * group has begun it before, or that it has not. Immutable, so safe on every thread.
 */
sealed interface Proviso {
    /** Nothing: somebody else has set the offset, and answers for it. */
    record None() implements Proviso {}

    /**
     * That it has not: there is no offset, which it would have.
     *
     * @param otherwise why the partition begins nowhere then
     */
    record IfNew(String otherwise) implements Proviso {}

    /**
     * That it has: a worker has committed the offset, and no worker does without the mark.
     *
     * @param otherwise why the partition begins nowhere then
     */
    record IfBegun(String otherwise) implements Proviso {}

    /** Why the partition begins nowhere, if the mark does not say so. */
    default Optional<String> objection(boolean isMarked) {
        return switch (this) {
            case None _ -> Optional.empty();
            case IfNew(var otherwise) -> isMarked ? Optional.of(otherwise) : Optional.empty();
            case IfBegun(var otherwise) -> isMarked ? Optional.empty() : Optional.of(otherwise);
        };
    }
}
