package dev.pointsman.worker;

import dev.pointsman.worker.config.ConfigException;
import dev.pointsman.worker.tenant.TenantsFileException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker in the foreground: Ctrl-C and SIGTERM drain it, a defect ends it. Owned by the thread
 * that waits for its end, and the one of the JVM that ends the process.
 */
public final class RunningWorker {
    private static final Logger LOGGER = LoggerFactory.getLogger(RunningWorker.class);

    private final AutoCloseable around;
    private final AtomicInteger exitCode = new AtomicInteger();
    private volatile Optional<Worker> worker = Optional.empty();

    private RunningWorker(AutoCloseable around) {
        this.around = around;
    }

    /** Makes a worker that is not started yet. */
    @FunctionalInterface
    public interface Making {
        Worker make() throws ConfigException, TenantsFileException, IOException;
    }

    /**
     * Makes a worker, starts it, and returns the exit code when it has ended. Whoever is told to
     * stop before it has begun has nothing to drain, and ends as well as one that had.
     */
    public static int untilItEnds(Making making)
            throws ConfigException, TenantsFileException, IOException {
        var running = hooked(() -> {});
        running.start(making);
        return running.await();
    }

    /**
     * Returns the exit code when the worker, which is started, has ended.
     *
     * @param around what the worker stands on, closed after it
     */
    public static int untilItEnds(Worker worker, AutoCloseable around) {
        var running = hooked(around);
        running.worker = Optional.of(worker);
        return running.await();
    }

    private static RunningWorker hooked(AutoCloseable around) {
        var running = new RunningWorker(around);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("drain").unstarted(running::drain));
        // Those of the admin port, say: nobody else is behind them.
        Thread.setDefaultUncaughtExceptionHandler(running::threadEnded);
        return running;
    }

    private void threadEnded(Thread thread, Throwable defect) {
        worker.ifPresentOrElse(
                it -> it.threadEnded(thread, defect),
                () -> LOGGER.atError().setCause(defect).log("a defect ended {}", thread.getName()));
    }

    private void start(Making making) throws ConfigException, TenantsFileException, IOException {
        try {
            var made = making.make();
            worker = Optional.of(made);
            made.start();
        } catch (ConfigException | TenantsFileException | IOException | RuntimeException e) {
            exitCode.set(1);
            throw e;
        }
    }

    private int await() {
        try {
            worker.orElseThrow().end().join();
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
        worker.ifPresent(Worker::close);
        try {
            around.close();
        } catch (Exception e) {
            System.err.println("pointsman: not closed well: " + e);
            exitCode.set(1);
        }
        Runtime.getRuntime().halt(exitCode.get());
    }
}
