package dev.pointsman.worker.sandbox;

/** Whether a job is still wanted. Asked on its thread, and often; safe on every thread. */
@FunctionalInterface
public interface Wanted {
    /** Whether it is ours: nobody will see what comes of another worker's. */
    boolean isOurs();

    /** Whether somebody has withdrawn it, who is to see that. */
    default boolean isWithdrawn() {
        return false;
    }
}
