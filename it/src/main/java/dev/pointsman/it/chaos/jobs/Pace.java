package dev.pointsman.it.chaos.jobs;

import java.time.Duration;

/**
 * How many jobs may be published by now, so that faults and jobs end together: those between two
 * faults within the time that usually lies between them. Safe on every thread.
 */
public final class Pace {
    private final int jobs;
    private final int faults;
    private final Duration gap;
    private int begun;
    private long begunNanos = System.nanoTime();

    /**
     * @param gap what usually lies between two faults
     */
    public Pace(int jobs, int faults, Duration gap) {
        this.jobs = jobs;
        this.faults = faults;
        this.gap = gap;
    }

    /** How many are published in all. */
    public int jobs() {
        return jobs;
    }

    /** How many faults there are in all. */
    public int faults() {
        return faults;
    }

    /** What usually lies between two faults. */
    public Duration gap() {
        return gap;
    }

    /** How many faults have begun. */
    public synchronized int begun() {
        return begun;
    }

    /** A fault has begun. */
    public synchronized void faultBegun() {
        begun++;
        begunNanos = System.nanoTime();
    }

    /** How many may be published by now. */
    public synchronized int allowed() {
        if (faults == 0) {
            return jobs;
        }
        var part = Math.min(1, (System.nanoTime() - begunNanos) / (double) gap.toNanos());
        return (int) Math.min(jobs, Math.ceil(jobs * (begun + part) / (faults + 1)));
    }

    /** How many are published before this fault, counted from 0, may begin. */
    public int before(int fault) {
        return (int) ((long) jobs * (fault + 1) / (faults + 1));
    }
}
