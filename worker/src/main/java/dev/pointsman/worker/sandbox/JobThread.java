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
     * The clock is looked at whenever so much fuel is gone, if it is not known what the guest has
     * in a loop. A question is about 1 ns from the next in a tight one, but 0.1 ms in one whose
     * body is as long as functions may be.
     */
    static final int FUEL_A_LOOK = 256;

    private static final int UNITS_A_QUESTION_SHIFT = 3;

    static final long STACK_BYTES = 1024 * 1024;

    /** While it waits, it looks so often at whether anybody still wants the job. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /**
     * While it calls its host, so often: whether a claim is open stands beside what other threads
     * write all the time, so that each look costs as much as a small host call.
     */
    private static final long LOOK_AT_WANTED_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final SpareLeaves spareLeaves = new SpareLeaves();
    private final WideFrames wideFrames = new WideFrames();
    private Optional<Wanted> wanted = Optional.empty();
    private boolean armed;

    private int fuelALook = FUEL_A_LOOK;

    /** Fuel that may be used before there is something to look into: the clock, or the end. */
    private long untilLook;

    /** Fuel that is left beyond that. */
    private long afterLook;

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

    /** What finds out how much is left of its stack. */
    WideFrames wideFrames() {
        return wideFrames;
    }

    /** Does this work, whose guests are stopped, soon, once they are not wanted any more. */
    <T> T whileWanted(Wanted job, Supplier<T> work) {
        wanted = Optional.of(job);
        try {
            return work.get();
        } finally {
            wanted = Optional.empty();
        }
    }

    /**
     * From now on this thread answers for a guest with so much fuel and so much time.
     *
     * @param fuelOfALook how much of it may be used from one look at the clock to the next
     * @return what time it is
     */
    long arm(long fuelOfJob, long nanosOfJob, int fuelOfALook) {
        var now = System.nanoTime();
        fuelALook = fuelOfALook;
        deadlineNanos = now + nanosOfJob;
        lookAtWantedNanos = now + LOOK_AT_WANTED_NANOS;
        stop = Optional.empty();
        armed = true;
        lookLater(fuelOfJob);
        return now;
    }

    /** No guest runs here any more; an interrupt meant for it is forgotten. */
    void disarm() {
        armed = false;
        lookLater(fuelLeft());
        Thread.interrupted();
    }

    /** Why the last guest was stopped, if it was. */
    Optional<Stop> stopReason() {
        return stop;
    }

    /** Fuel the last guest did not use. */
    long fuelLeft() {
        return Math.max(0, afterLook + untilLook);
    }

    /**
     * Takes fuel for one instruction that does as much work as many; ends the job when there is not
     * so much, or when its time is up. To move 64 bytes is a unit and takes a fraction of a turn,
     * so it counts as less towards the next look, which takes as long as to move a kilobyte.
     */
    void charge(int units) {
        var counted = 1 + (units >>> UNITS_A_QUESTION_SHIFT);
        untilLook -= counted;
        afterLook -= units - counted;
        if (untilLook < 0 || afterLook < 0) {
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

    /**
     * Asked at every turn of every loop, so it reads and writes one number and nothing else. The
     * thread's own flag is volatile: to read it each time would keep the compiler from keeping
     * anything of the guest's in a register from one turn to the next.
     */
    @Override
    public boolean isInterrupted() {
        var left = untilLook - 1;
        if (left < 0) {
            return mustStop();
        }
        untilLook = left;
        return false;
    }

    /** Whoever else asks, on a thread of their own, uses no fuel. */
    private boolean mustStop() {
        if (!armed || Thread.currentThread() != this) {
            return super.isInterrupted();
        }
        untilLook--;
        look();
        return stop.isPresent() || super.isInterrupted();
    }

    /** Whether there is fuel and time left, and when to look again. */
    private void look() {
        var fuel = afterLook + untilLook;
        stop = fuel < 0 ? Optional.of(Stop.FUEL) : due(System.nanoTime());
        lookLater(fuel);
    }

    /** At the very next question, if there is no guest, or none that may go on. */
    private void lookLater(long fuel) {
        var goesOn = armed && stop.isEmpty() && !super.isInterrupted();
        untilLook = goesOn ? Math.min(fuel, fuelALook - 1) : 0;
        afterLook = fuel - untilLook;
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
