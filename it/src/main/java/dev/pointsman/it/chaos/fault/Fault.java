package dev.pointsman.it.chaos.fault;

/**
 * One thing that goes wrong. Immutable, so safe on every thread.
 *
 * @param dice from 0 to 1: whom it hits, and how hard
 * @param isAlone whether nothing else goes wrong until all is well again
 */
record Fault(FaultKind kind, double dice, boolean isAlone) {
    /** A time between these two, by the dice. */
    long millisBetween(long least, long most) {
        // Another digit of the same dice: whom it hits shall not say how hard.
        var part = dice * 1000 % 1;
        return least + Math.round(part * (most - least));
    }
}
