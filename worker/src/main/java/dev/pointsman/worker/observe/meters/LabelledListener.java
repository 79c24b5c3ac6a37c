package dev.pointsman.worker.observe.meters;

import dev.pointsman.worker.job.FinishedJob;
import java.util.List;

/** Is told of jobs and what they are told apart by. Called by threads that wait for it. */
public interface LabelledListener {
    /**
     * As {@link dev.pointsman.worker.job.JobListener#jobsEnded}.
     *
     * @param jobs at least one; all have the same labels
     */
    void jobsEnded(List<FinishedJob> jobs, JobLabels labels);

    /**
     * A cancel was looked into.
     *
     * @param jobs how many it has withdrawn
     */
    default void cancelCame(int jobs) {}
}
