package dev.pointsman.worker.sandbox;

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
        FUEL,
        DEADLINE
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
        return fuel;
    }

    /** Whether the guest's time is up. */
    boolean isLate() {
        return System.nanoTime() - deadlineNanos > 0;
    }

    @Override
    public boolean isInterrupted() {
        return armed ? mustStop() : super.isInterrupted();
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
