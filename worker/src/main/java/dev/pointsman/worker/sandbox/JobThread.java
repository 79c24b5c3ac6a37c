package dev.pointsman.worker.sandbox;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.context.JobStopped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A thread that guests run on. Code the engine generates asks {@code
 * Thread.currentThread().isInterrupted()} at every call and every backward branch; this thread
 * answers by counting fuel and looking at the clock, so that a guest ends itself: exactly, without
 * a watchdog, and without an interrupt that could hit somebody else late.
 */
final class JobThread extends Thread {
    /**
     * The clock is looked at every so many questions; at about 2 ns each, every few microseconds.
     */
    private static final int QUESTIONS_A_LOOK = 1024;

    private static final long STACK_BYTES = 1024 * 1024;

    /** While it waits, it looks so often at whether anybody still wants the job. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private Optional<BooleanSupplier> wanted = Optional.empty();
    private boolean armed;
    private long fuel;
    private long deadlineNanos;
    private Optional<Stop> stop = Optional.empty();

    JobThread(Runnable work, String name) {
        // A fixed stack, so that how deep a guest may call does not hang on the JVM's flags.
        super(Thread.currentThread().getThreadGroup(), work, name, STACK_BYTES, false);
    }

    /** Why a guest was stopped. */
    enum Stop {
        FUEL(ErrorCode.FUEL_EXHAUSTED, "the guest used up its fuel (limit fuel)"),
        DEADLINE(
                ErrorCode.DEADLINE_EXCEEDED,
                "the guest ran longer than it may (limit timeout, or the job expired)"),
        /** Nobody will see this: who waits for the outcome has gone. */
        UNWANTED(ErrorCode.WORKER_FAULT, "the job was left to another worker");

        private final ErrorCode code;
        private final String detail;

        Stop(ErrorCode code, String detail) {
            this.code = code;
            this.detail = detail;
        }

        JobStopped toEnd() {
            return new JobStopped(code, detail);
        }
    }

    /** The thread that runs this code; guests run on no other kind. */
    static JobThread current() {
        if (Thread.currentThread() instanceof JobThread thread) {
            return thread;
        }
        throw new IllegalStateException(
                "guests run on job threads only, not on " + Thread.currentThread());
    }

    /** Does this work, whose guests are stopped, soon, once they are not wanted any more. */
    <T> T whileWanted(BooleanSupplier isWanted, Supplier<T> work) {
        wanted = Optional.of(isWanted);
        try {
            return work.get();
        } finally {
            wanted = Optional.empty();
        }
    }

    /** From now on this thread answers for a guest with so much fuel, until that moment. */
    void arm(long fuelOfJob, long deadlineNanoTime) {
        fuel = fuelOfJob;
        deadlineNanos = deadlineNanoTime;
        stop = Optional.empty();
        armed = true;
    }

    /** No guest runs here any more; an interrupt meant for it is forgotten. */
    void disarm() {
        armed = false;
        Thread.interrupted();
    }

    /** Why the last guest was stopped, if it was. */
    Optional<Stop> stopReason() {
        return stop;
    }

    /** Fuel the last guest did not use. */
    long fuelLeft() {
        return Math.max(0, fuel);
    }

    /**
     * Takes fuel for one instruction that does as much work as many; ends the job when there is not
     * so much, or when its time is up.
     */
    void charge(int units) {
        var before = fuel;
        fuel -= units;
        if (fuel < 0) {
            throw Stop.FUEL.toEnd();
        }
        if (before / QUESTIONS_A_LOOK != fuel / QUESTIONS_A_LOOK) {
            requireTime();
        }
    }

    /** Ends the job if its time is up, or if nobody wants it any more; answers what time it is. */
    long requireTime() {
        var now = System.nanoTime();
        due(now).ifPresent(reason -> {
            throw reason.toEnd();
        });
        return now;
    }

    /** How long until its time is up. */
    Duration timeLeft() {
        return Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
    }

    /**
     * Waits for work that another thread does for the guest; interrupts that work, and ends the
     * job, when its time is up, when nobody wants it any more, or when this thread is interrupted.
     */
    <T> T await(Future<T> work) throws ExecutionException {
        try {
            while (true) {
                requireTime();
                try {
                    return work.get(nextLookNanos(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException _) {
                    // Only time to look again whether the job is still wanted.
                }
            }
        } catch (InterruptedException _) {
            // Not left set: the flag was meant for this guest, and must not meet the next one.
            throw Stop.UNWANTED.toEnd();
        } finally {
            work.cancel(true);
        }
    }

    private long nextLookNanos() {
        return Math.min(LOOK_NANOS, timeLeft().toNanos() + 1);
    }

    @Override
    public boolean isInterrupted() {
        return armed ? mustStop() : super.isInterrupted();
    }

    private Optional<Stop> due(long nowNanos) {
        if (nowNanos - deadlineNanos > 0) {
            return Optional.of(Stop.DEADLINE);
        }
        return wanted.filter(it -> !it.getAsBoolean()).map(_ -> Stop.UNWANTED);
    }

    private boolean mustStop() {
        if (--fuel < 0) {
            stop = Optional.of(Stop.FUEL);
            return true;
        }
        if (fuel % QUESTIONS_A_LOOK == 0) {
            stop = due(System.nanoTime());
        }
        return stop.isPresent() || super.isInterrupted();
    }
}
