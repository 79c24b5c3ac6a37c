package dev.pointsman.worker.flow;

/** What a transaction is about to finish. */
sealed interface Ended<J, R> permits EndedJob, EndedCancel, Renewed {
    Claim claim();

    /** What is to be written for it holds of memory. */
    long bytes();
}
