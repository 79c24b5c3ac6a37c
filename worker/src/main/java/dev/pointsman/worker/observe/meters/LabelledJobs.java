package dev.pointsman.worker.observe.meters;

import dev.pointsman.contracts.JobCancel;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.job.JobListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Sorts jobs by their labels, once for all who want them: counting them all is cheaper than each.
 * As safe on several threads as they are.
 */
public final class LabelledJobs implements JobListener {
    private final JobLabels.Maker labels = new JobLabels.Maker();
    private final List<LabelledListener> listeners;

    public LabelledJobs(List<LabelledListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void jobsEnded(List<FinishedJob> jobs) {
        var alike = new LinkedHashMap<JobLabels, List<FinishedJob>>();
        for (var job : jobs) {
            alike.computeIfAbsent(labels.of(job), _ -> new ArrayList<>()).add(job);
        }
        alike.forEach(
                (theirs, same) -> listeners.forEach(listener -> listener.jobsEnded(same, theirs)));
    }

    @Override
    public void cancelCame(JobCancel cancel, Origin origin, int jobs) {
        listeners.forEach(listener -> listener.cancelCame(jobs));
    }
}
