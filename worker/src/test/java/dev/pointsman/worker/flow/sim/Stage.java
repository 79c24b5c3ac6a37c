package dev.pointsman.worker.flow.sim;

import dev.pointsman.worker.flow.Batch;
import java.util.List;

/** Where a transaction thread is. */
sealed interface Stage {
    /** Begins with the producer, which fences and ends what another left under its id. */
    record Opening() implements Stage {}

    /** Waits for something to commit. */
    record Resting() implements Stage {}

    /** All so far is written; waits for more, or for the time to commit. */
    record Gathering(Work work) implements Stage {}

    /**
     * Writes the lines of jobs.
     *
     * @param place of the job that is next
     */
    record Writing(Work work, int place) implements Stage {}

    /** Adds the offsets to the transaction. */
    record Adding(Work work, Batch<PublishedJob, List<Line>, Voucher> batch) implements Stage {}

    record Committing(Work work) implements Stage {}

    /**
     * Aborts the transaction.
     *
     * @param again whether all is to be written again, now that a result of it was refused
     */
    record Aborting(Work work, boolean again) implements Stage {}
}
