package dev.pointsman.it.chaos.process;

import dev.pointsman.worker.kafka.TransactionStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A place for a worker: whenever the process in it ends, the next is started, under the same slot.
 * Safe on every thread; what is done to the process, one does at a time, who has taken the slot.
 */
public final class WorkerSlot implements AutoCloseable {
    private static final int HEAP_MEGABYTES = 640;
    private static final Duration GRACE = Duration.ofSeconds(35);
    private static final Duration TRANSACTION_COMES_WITHIN = Duration.ofSeconds(8);
    private static final long RESTART_AFTER_MILLIS = 200;

    private final int number;
    private final WorkerProgram program;
    private final Path log;
    private final Complaints complaints;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile boolean meantToDie;
    private volatile ChildJvm child;

    private WorkerSlot(int number, WorkerProgram program, Path folder, Complaints complaints) {
        this.number = number;
        this.program = program;
        this.log = folder.resolve("worker-" + number + ".log");
        this.complaints = complaints;
        this.child = begin();
    }

    /** Starts the first process. */
    public static WorkerSlot start(
            int number, WorkerProgram program, Path folder, Complaints complaints) {
        var slot = new WorkerSlot(number, program, folder, complaints);
        Thread.ofVirtual().name("slot-" + number).start(slot::supervise);
        return slot;
    }

    /** For the caller alone, if nobody has it. */
    public boolean take() {
        return taken.compareAndSet(false, true);
    }

    /** For others again. */
    public void giveBack() {
        taken.set(false);
    }

    public boolean isReady() {
        return child.isReady();
    }

    public boolean awaitReady(Duration patience) throws InterruptedException {
        return child.awaitReady(patience);
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        meantToDie = true;
        child.kill();
    }

    /**
     * Ends the process at this step of its next transaction; false if none came, and it was killed.
     */
    public boolean killAt(TransactionStep step) throws InterruptedException {
        meantToDie = true;
        child.tell(step.name());
        if (child.awaitEnd(TRANSACTION_COMES_WITHIN)) {
            return true;
        }
        child.kill();
        return false;
    }

    /** SIGSTOP, and SIGCONT after this time, even if this process is gone by then. */
    public void pause(Duration time) throws InterruptedException {
        try {
            var script = "kill -STOP $1 && sleep $2; kill -CONT $1";
            var pid = Long.toString(child.pid());
            var seconds = Double.toString(time.toMillis() / 1000.0);
            new ProcessBuilder("sh", "-c", script, "pause", pid, seconds).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("no shell to pause a worker with (expected: sh)", e);
        }
    }

    /** SIGTERM: has to end in time, and well unless it has not begun yet. */
    public void terminate() throws InterruptedException {
        meantToDie = true;
        var process = child;
        var wasReady = process.isReady();
        if (!process.terminate(GRACE)) {
            complaints.add(this + " did not end within " + GRACE + " of SIGTERM");
            process.kill();
        } else if (wasReady && process.exitCode() != 0) {
            complaints.add(this + " ended with " + process.exitCode() + " after SIGTERM");
        }
    }

    /** SIGTERM, and no other is started. */
    public void leave() throws InterruptedException {
        closed.countDown();
        terminate();
    }

    /** The end of the name a worker of this slot has in the group. */
    public String suffix() {
        return "-" + number;
    }

    /** Ends the process, and no other is started. */
    @Override
    public void close() {
        closed.countDown();
        try {
            kill();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "worker " + number;
    }

    private void supervise() {
        try {
            while (closed.getCount() > 0) {
                var wasReady = child.awaitReady(Duration.ofDays(1));
                var code = child.exitCode();
                if (wasReady && !meantToDie) {
                    complaints.add(this + " ended by itself with " + code + "; see " + log);
                }
                if (!closed.await(RESTART_AFTER_MILLIS, TimeUnit.MILLISECONDS)) {
                    restart();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void restart() throws InterruptedException {
        meantToDie = false;
        child = begin();
        if (closed.getCount() == 0) {
            child.kill();
        }
    }

    private ChildJvm begin() {
        var properties = new HashMap<>(program.properties());
        properties.put("pointsman.kafka.slot", Integer.toString(number));
        return ChildJvm.start(program.main(), HEAP_MEGABYTES, Map.copyOf(properties), log);
    }
}
