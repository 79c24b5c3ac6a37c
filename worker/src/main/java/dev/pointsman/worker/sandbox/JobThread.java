package dev.pointsman.worker.sandbox;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.context.JobStopped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A thread that guests run on. Code the engine generates asks {@code
 * Thread.currentThread().isInterrupted()} at every call and every backward branch; this thread
 * answers by counting fuel and looking at the clock, so that a guest ends itself: exactly, without
 * a watchdog, and without an interrupt that could hit somebody else late.
 */
final class JobThread extends Thread {
    /**
     * The clock is looked at whenever so much fuel is gone. A question is about 2 ns from the next
     * in a tight loop, but 0.1 ms in one whose body is as long as functions may be.
     */
    private static final int FUEL_A_LOOK = 256;

    /** More than any guest has left: the next question is looked into. */
    private static final long AT_ONCE = Long.MAX_VALUE;

    static final long STACK_BYTES = 1024 * 1024;

    /** While it waits, it looks so often at whether anybody still wants the job. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /**
     * While it calls its host, so often: whether a claim is open stands beside what other threads
     * write all the time, so that each look costs as much as a small host call.
     */
    private static final long LOOK_AT_WANTED_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final SpareLeaves spareLeaves = new SpareLeaves();
    private Optional<Wanted> wanted = Optional.empty();
    private boolean armed;
    private long fuel;

    /** When less than this is left, there is something to look into: the clock, or the end. */
    private long lookBelow;

    private long deadlineNanos;

    /** When to look next at whether anybody still wants the job. */
    private long lookAtWantedNanos;

    private Optional<Stop> stop = Optional.empty();

    JobThread(Runnable work, String name) {
        this(work, name, STACK_BYTES);
    }

    JobThread(Runnable work, String name, long stackBytes) {
        // A fixed stack, so that how deep a guest may call does not hang on the JVM's flags.
        super(Thread.currentThread().getThreadGroup(), work, name, stackBytes, false);
    }

    /** Why a guest was stopped. */
    enum Stop {
        FUEL(ErrorCode.FUEL_EXHAUSTED, "the guest used up its fuel (limit fuel)"),
        DEADLINE(
                ErrorCode.DEADLINE_EXCEEDED,
                "the guest ran longer than it may (limit timeout, or the job expired)"),
        WITHDRAWN(ErrorCode.WITHDRAWN, "the job was withdrawn while it ran"),
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

    /** What its jobs' memories are made of. */
    SpareLeaves spareLeaves() {
        return spareLeaves;
    }

    /** Does this work, whose guests are stopped, soon, once they are not wanted any more. */
    <T> T whileWanted(Wanted job, Supplier<T> work) {
        wanted = Optional.of(job);
        lookAtWantedNanos = System.nanoTime() + LOOK_AT_WANTED_NANOS;
        try {
            return work.get();
        } finally {
            wanted = Optional.empty();
        }
    }

    /** From now on this thread answers for a guest with so much fuel, until that moment. */
    void arm(long fuelOfJob, long deadlineNanoTime) {
        fuel = fuelOfJob;
        lookLater();
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
        fuel -= units;
        if (fuel < lookBelow) {
            look();
            endIfStopped();
        }
    }

    /** Ends the job if its time is up, or if nobody wants it any more; answers what time it is. */
    long requireTime() {
        var now = System.nanoTime();
        if (now - deadlineNanos > 0 || now - lookAtWantedNanos >= 0) {
            stop = due(now);
            endIfStopped();
        }
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
                    var done = work.get(nextLookNanos(), TimeUnit.NANOSECONDS);
                    // What gives up when the job's time is up is done then, and no answer.
                    requireTime();
                    return done;
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

    private boolean mustStop() {
        if (--fuel < lookBelow) {
            look();
        }
        return stop.isPresent() || super.isInterrupted();
    }

    /** Whether there is fuel and time left, and when to look again. */
    private void look() {
        stop = fuel < 0 ? Optional.of(Stop.FUEL) : due(System.nanoTime());
        if (stop.isPresent()) {
            lookBelow = AT_ONCE;
        } else {
            lookLater();
        }
    }

    private void lookLater() {
        lookBelow = Math.max(0, fuel - FUEL_A_LOOK + 1);
    }

    // Without a lambda, here and below: it would be linked at the depth of a guest's stack.
    private Optional<Stop> due(long nowNanos) {
        if (nowNanos - deadlineNanos > 0) {
            return Optional.of(Stop.DEADLINE);
        }
        lookAtWantedNanos = nowNanos + LOOK_AT_WANTED_NANOS;
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        if (!wanted.orElseThrow().isOurs()) {
            return Optional.of(Stop.UNWANTED);
        }
        return wanted.orElseThrow().isWithdrawn() ? Optional.of(Stop.WITHDRAWN) : Optional.empty();
    }

    private void endIfStopped() {
        if (stop.isPresent()) {
            throw stop.orElseThrow().toEnd();
        }
    }
}
