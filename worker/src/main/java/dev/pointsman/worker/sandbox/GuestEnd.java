package dev.pointsman.worker.sandbox;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Usage;
import java.time.Duration;

/**
 * How a guest ended, how long it ran, and what it had used until then. Immutable, so safe on every
 * thread.
 */
public record GuestEnd(Outcome outcome, Duration duration, Usage usage) {}
