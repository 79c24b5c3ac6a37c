package dev.pointsman.it.chaos.network;

import java.time.Duration;

/** What a connection has to bear. Immutable, so safe on every thread. */
public sealed interface Weather {
    /** Bytes go as fast as they come. */
    record Clear() implements Weather {}

    /** Every piece waits this long before it goes on. */
    record Slow(Duration delay) implements Weather {}

    /**
     * What comes from one side is swallowed, and nobody is told: the other side still gets through.
     */
    record HalfOpen(Side deaf) implements Weather {}

    /** The two ends of a connection. */
    enum Side {
        CLIENT,
        BROKER
    }
}
