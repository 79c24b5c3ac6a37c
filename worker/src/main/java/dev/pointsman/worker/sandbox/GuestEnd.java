package dev.pointsman.worker.sandbox;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Usage;

/** How a guest ended, and what it had used until then. Immutable, so safe on every thread. */
public record GuestEnd(Outcome outcome, Usage usage) {}
