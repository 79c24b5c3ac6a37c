package dev.pointsman.worker.sandbox;

/**
 * Whether a guest has left enough of its thread's stack for the worker's own code to run on. If the
 * stack ends while a class is being initialized, that class is broken for good, in the libraries of
 * Java too, and a guest can choose where it ends. So it is made to end here, where nothing breaks.
 * Owned by one thread.
 */
final class StackReserve {
    /** Half of it is the margin. */
    private static final int BYTES = 64 * 1024;

    /** What a guest may use up before the next look, after one that found so much more. */
    private static final int MARGIN_BYTES = BYTES / 2;

    /** What is left of a job thread's stack when this much of it is a guest's. */
    private static final long GUEST_BYTES = JobThread.STACK_BYTES * 5 / 8;

    private final JobThread thread;
    private final long margin;

    /** The fuel that was left when there was stack for sure, less what that lasts for. */
    private long lookBelow;

    /**
     * @param frameBytes the most that a call of the guest takes of the stack
     */
    StackReserve(JobThread thread, int frameBytes) {
        this.thread = thread;
        this.margin = MARGIN_BYTES / frameBytes;
        this.lookBelow = thread.fuelLeft() - GUEST_BYTES / frameBytes;
    }

    /**
     * Ends the job here if it would end further on; a call costs fuel, so mostly there is no need
     * to look.
     */
    void require() {
        if (thread.fuelLeft() < lookBelow) {
            requireNow(thread);
            lookBelow = thread.fuelLeft() - margin;
        }
    }

    /** The same for code that has no job at hand. */
    static void requireNow(JobThread thread) {
        thread.wideFrames().require(BYTES / WideFrames.BYTES);
    }
}
