package dev.pointsman.it.bench.instance;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * What something takes of its thread's CPU, in the run that took least. Time is counted by CPU, so
 * that a busy machine does not end a warm-up early. For one thread.
 */
final class LeastCpu {
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration MEASURED = Duration.ofMillis(300);

    /** However little of a machine there is, an answer has to come. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Compilers are at rest when they take less than a part of this size. */
    private static final int RESTING_PART = 12;

    private final ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
    private final Runnable once;
    private final int times;

    /**
     * @param times how often it is done in a run, because the clock of CPU is coarse
     */
    LeastCpu(Runnable once, int times) {
        this.once = once;
        this.times = times;
    }

    /** Runs it until the JVM's compilers are through with it. */
    void warmUp() {
        var from = System.nanoTime();
        nanos(WARM_UP);
        while (compileNanos() * RESTING_PART > MEASURED.toNanos() && !isOver(from)) {
            // Once more.
        }
    }

    private long compileNanos() {
        var compilers = ManagementFactory.getCompilationMXBean();
        var before = compilers.getTotalCompilationTime();
        nanos(MEASURED);
        return Duration.ofMillis(compilers.getTotalCompilationTime() - before).toNanos();
    }

    /** Nanoseconds of once. */
    long nanos() {
        return nanos(MEASURED);
    }

    private long nanos(Duration wanted) {
        var least = Long.MAX_VALUE;
        var from = System.nanoTime();
        var begun = cpu.getCurrentThreadCpuTime();
        var now = begun;
        while (now - begun < wanted.toNanos() && !isOver(from)) {
            var before = now;
            for (var i = 0; i < times; i++) {
                once.run();
            }
            now = cpu.getCurrentThreadCpuTime();
            least = Math.min(least, (now - before) / times);
        }
        return least;
    }

    private static boolean isOver(long fromNanos) {
        return System.nanoTime() - fromNanos > PATIENCE.toNanos();
    }
}
