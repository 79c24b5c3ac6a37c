package dev.pointsman.worker.sandbox;

import java.time.Duration;

/**
 * Puts code under fuel and deadline that is no guest of a sandbox, or frees a guest of both: for
 * benchmarks, which ask what the two cost. Stateless; for the job thread that calls.
 */
public final class TestingFuel {
    private TestingFuel() {}

    /** Runs this as a guest would run; answers how much fuel it used. */
    public static long metered(long fuel, Duration time, Runnable guest) {
        var thread = JobThread.current();
        thread.arm(fuel, System.nanoTime() + time.toNanos());
        try {
            guest.run();
            return fuel - thread.fuelLeft();
        } finally {
            thread.disarm();
        }
    }

    /** From now on, the guest that is calling its host is asked for neither fuel nor time. */
    public static void free() {
        JobThread.current().disarm();
    }
}
