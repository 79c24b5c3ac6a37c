package dev.pointsman.worker;

import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/** A worker in the foreground: Ctrl-C and SIGTERM drain it, a defect ends it. */
public final class RunningWorker {
    private final Worker worker;
    private final AutoCloseable around;
    private final AtomicInteger exitCode = new AtomicInteger();

    private RunningWorker(Worker worker, AutoCloseable around) {
        this.worker = worker;
        this.around = around;
    }

    /**
     * Returns the exit code when the worker has ended.
     *
     * @param around what the worker stands on, closed after it
     */
    public static int untilItEnds(Worker worker, AutoCloseable around) {
        var running = new RunningWorker(worker, around);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("drain").unstarted(running::drain));
        return running.await();
    }

    private int await() {
        try {
            worker.end().join();
        } catch (CompletionException _) {
            // Already logged, with its stack trace, where it happened.
            exitCode.set(1);
        }
        return exitCode.get();
    }

    /**
     * Halts at its end, because a JVM that dies of a signal exits with 143 however well it drained.
     */
    private void drain() {
        worker.close();
        try {
            around.close();
        } catch (Exception e) {
            System.err.println("pointsman: not closed well: " + e);
            exitCode.set(1);
        }
        Runtime.getRuntime().halt(exitCode.get());
    }
}
