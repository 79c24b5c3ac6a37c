package dev.pointsman.it.bench.child;

import java.time.Duration;

/**
 * Keeps one core busy for some time and does nothing else: what a spinning guest takes from its
 * neighbours by its CPU alone. Safe on every thread.
 */
record BurnRole(Thread thread) implements Role {
    static BurnRole start(Duration duration) {
        return new BurnRole(
                Thread.ofPlatform().daemon().name("burn").start(() -> burn(duration.toNanos())));
    }

    private static void burn(long nanos) {
        var start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            Thread.onSpinWait();
        }
    }

    @Override
    public String introduction() {
        return "burning";
    }

    @Override
    public long committed() {
        return 0;
    }

    @Override
    public void close() {}
}
