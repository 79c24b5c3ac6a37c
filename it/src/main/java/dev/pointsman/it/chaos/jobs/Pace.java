package dev.pointsman.it.chaos.jobs;

import java.time.Duration;

/**
 * How many jobs may be published by now, so that faults and jobs end together: those between two
 * faults within the time that usually lies between them, and where the next fault is late a tenth
 * as many, for without jobs nobody would see that all is well again. Safe on every thread.
 */
public final class Pace {
    private static final double WHEN_LATE = 0.1;

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
        var gaps = (System.nanoTime() - begunNanos) / (double) gap.toNanos();
        return (int) Math.min(jobs, Math.ceil(jobs * (begun + parts(gaps)) / (faults + 1)));
    }

    /** Of what lies between two faults, so long after the first. */
    static double parts(double gaps) {
        return gaps <= 1 ? gaps : 1 + (gaps - 1) * WHEN_LATE;
    }

    /** How many are published before this fault, counted from 0, may begin. */
    public int before(int fault) {
        return (int) ((long) jobs * (fault + 1) / (faults + 1));
    }
}
