package dev.pointsman.worker.flow;

import java.util.Optional;

/** What a transaction is about to finish. */
sealed interface Ended<J, R> permits EndedJob, EndedCancel, Renewed {
    Claim claim();

    /** What is to be written for it holds of memory. */
    long bytes();

    /** The job or cancel that it finishes, if it finishes any. */
    Optional<Ticket<J>> finishes();
}
