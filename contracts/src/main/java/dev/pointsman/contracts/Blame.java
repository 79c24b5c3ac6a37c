package dev.pointsman.contracts;

/** Whose fault an error is, and so who has to act. */
public enum Blame {
    /** The job's publisher or the module's author. */
    JOB,
    /** The job went over a limit of its tenant's policy. */
    LIMIT,
    /** The worker itself: a defect, to be reported. */
    WORKER,
    /** Something the worker depends on, such as a topic. */
    DEPENDENCY
}
