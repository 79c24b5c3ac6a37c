package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.WasmModule;
import java.time.Duration;

/**
 * Puts code under fuel and deadline that is no guest of a sandbox, or frees a guest of both: for
 * benchmarks, which ask what the two cost. Stateless; for the job thread that calls.
 */
public final class TestingFuel {
    private static final Duration LONG = Duration.ofHours(1);

    private TestingFuel() {}

    /** How much fuel a guest of this module may use from one look at the clock to the next. */
    public static int fuelALook(WasmModule module) {
        return EffortCheck.requireSmall(module, 0).fuelALook();
    }

    /** Runs this as a guest would run; answers how much fuel it used. */
    public static long metered(long fuel, Duration time, int fuelALook, Runnable guest) {
        var thread = JobThread.current();
        thread.arm(fuel, time.toNanos(), fuelALook);
        try {
            guest.run();
            return fuel - thread.fuelLeft();
        } finally {
            thread.disarm();
        }
    }

    /**
     * From now on, nobody looks at the fuel or the clock of the guest that is calling its host;
     * what it uses is still counted, for that is how it is asked.
     */
    public static void free() {
        var thread = JobThread.current();
        thread.arm(thread.fuelLeft(), LONG.toNanos(), Integer.MAX_VALUE);
    }
}
