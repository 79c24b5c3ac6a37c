package dev.pointsman.worker.host;

import java.time.Duration;
import java.util.concurrent.Callable;

/** How the thread of a guest waits for what takes its time outside the worker. */
public interface Waiting {
    /**
     * Has the work done on a thread of its own, on behalf of the same job, and answers what came of
     * it. Ends the job, and interrupts the work, when the job's time is up or nobody wants it any
     * more. What the work throws, this throws.
     */
    <T> T during(Callable<T> work);

    /** How long the guest may still run. */
    Duration left();
}
