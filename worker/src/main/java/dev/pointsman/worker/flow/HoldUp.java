package dev.pointsman.worker.flow;

/**
 * What a claim needs to get on. Immutable, so safe on every thread.
 *
 * @param <J> jobs
 */
public sealed interface HoldUp<J> {
    /** A transaction that comes to an end: the job has ended, and nothing before it waits. */
    record Uncommitted<J>(Ticket<J> job) implements HoldUp<J> {}

    /** The end of the job, which runs. */
    record Running<J>(Ticket<J> job) implements HoldUp<J> {}

    /** A thread for the job, which waits for nothing else. */
    record Ready<J>(Ticket<J> job) implements HoldUp<J> {}

    /** Nothing that is taken and has begun, or could. */
    record Nothing<J>() implements HoldUp<J> {}
}
