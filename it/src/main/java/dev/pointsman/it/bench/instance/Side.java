package dev.pointsman.it.bench.instance;

import java.util.Locale;

/** Where a guest is run: each side differs from the next by one thing. */
public enum Side {
    /** The sandbox as it is: our memory, fuel and a deadline. */
    SANDBOX,
    /**
     * The same in a JVM without the flag that all launchers set, {@code DontCompileHugeMethods}.
     */
    UNFLAGGED,
    /** The sandbox, but nobody looks at fuel or clock while a guest is running. */
    FREED,
    /** The engine with its own memory, under our fuel and deadline. */
    METERED,
    /** The engine with its own memory, and nothing of ours. */
    ENGINE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this side can run it, and is asked to. */
    public boolean runs(BenchGuest guest) {
        return switch (this) {
            case SANDBOX -> true;
            case UNFLAGGED -> guest == BenchGuest.AT_LENGTH || guest == BenchGuest.HASHES;
            // A guest is freed by its first call to the host.
            case FREED -> guest.kind() == BenchGuest.Kind.PROGRAM;
            // The engine alone has no host for it but a standard input and output.
            case METERED, ENGINE -> guest != BenchGuest.ADDS_UP && guest != BenchGuest.PRICES;
        };
    }
}
