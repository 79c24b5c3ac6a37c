package dev.pointsman.it.chaos;

import java.time.Duration;

/** Whether a number has stood still for too long. Owned by one thread. */
final class Stall {
    private final Duration patience;
    private long last = -1;
    private long sinceNanos = System.nanoTime();

    Stall(Duration patience) {
        this.patience = patience;
    }

    boolean isOver(long number) {
        if (number != last) {
            last = number;
            sinceNanos = System.nanoTime();
        }
        return System.nanoTime() - sinceNanos > patience.toNanos();
    }
}
