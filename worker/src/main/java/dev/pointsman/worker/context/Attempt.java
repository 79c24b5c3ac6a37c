package dev.pointsman.worker.context;

import java.time.Instant;
import java.util.Optional;

/**
 * Which attempt at a job it is. Immutable, so safe on every thread.
 *
 * @param number 1 for the first
 * @param firstFailed when the first failed; none if this is the first
 */
public record Attempt(int number, Optional<Instant> firstFailed) {
    /** The one of every record of the jobs topic. */
    public static final Attempt FIRST = new Attempt(1, Optional.empty());
}
