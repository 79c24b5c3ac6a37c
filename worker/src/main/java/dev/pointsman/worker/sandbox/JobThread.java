package dev.pointsman.worker.sandbox;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.context.JobStopped;
import java.util.Optional;

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
                "the guest ran longer than it may (limit timeout, or the job expired)");

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

    /** Ends the job if its time is up; answers what time it is. */
    long requireTime() {
        var now = System.nanoTime();
        if (now - deadlineNanos > 0) {
            throw Stop.DEADLINE.toEnd();
        }
        return now;
    }

    @Override
    public boolean isInterrupted() {
        return armed ? mustStop() : super.isInterrupted();
    }

    private boolean isLate() {
        return System.nanoTime() - deadlineNanos > 0;
    }

    private boolean mustStop() {
        if (--fuel < 0) {
            stop = Optional.of(Stop.FUEL);
            return true;
        }
        if (fuel % QUESTIONS_A_LOOK == 0 && isLate()) {
            stop = Optional.of(Stop.DEADLINE);
            return true;
        }
        return super.isInterrupted();
    }
}
