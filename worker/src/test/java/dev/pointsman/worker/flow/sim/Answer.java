package dev.pointsman.worker.flow.sim;

/** What a producer's request came back with. */
sealed interface Answer {
    /**
     * It was done.
     *
     * @param epoch the producer's from now on
     */
    record Done(int epoch) implements Answer {}

    /** The broker does not take what this job has written; the transaction must be aborted. */
    record Refused(JobId job) implements Answer {}

    /** The transaction must be aborted. */
    record Abortable(String reason) implements Answer {}

    /** The producer is of no more use. */
    record Fatal(String reason) implements Answer {}

    /** Nothing came back: it may have been done, may be done yet, or never. */
    record Silence() implements Answer {}
}
