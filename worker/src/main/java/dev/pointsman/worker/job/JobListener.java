package dev.pointsman.worker.job;

import dev.pointsman.contracts.JobCancel;
import dev.pointsman.worker.context.Origin;
import java.util.List;

/** Is told what happens to jobs. Called by threads that wait for it: it must be quick. */
public interface JobListener {
    /**
     * Attempts are committed, in one transaction: of each job its result, or, where {@link
     * FinishedJob#again} says so, the record for its next attempt, and then the job is told of
     * again. Told by one thread.
     */
    void jobsEnded(List<FinishedJob> jobs);

    /**
     * A cancel was looked into. Told by another thread, and again if its record is polled again.
     *
     * @param jobs how many jobs it has withdrawn; none if it came too late, or for nobody
     */
    default void cancelCame(JobCancel cancel, Origin origin, int jobs) {}
}
