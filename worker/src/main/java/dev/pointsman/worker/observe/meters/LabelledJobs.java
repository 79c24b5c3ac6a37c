package dev.pointsman.worker.observe.meters;

import dev.pointsman.contracts.JobCancel;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.job.JobListener;
import java.util.List;

/** Makes each job's labels once, for all who want them. As safe on several threads as they are. */
public final class LabelledJobs implements JobListener {
    private final JobLabels.Maker labels = new JobLabels.Maker();
    private final List<LabelledListener> listeners;

    public LabelledJobs(List<LabelledListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void jobEnded(FinishedJob job) {
        var its = labels.of(job);
        listeners.forEach(listener -> listener.jobEnded(job, its));
    }

    @Override
    public void cancelCame(JobCancel cancel, Origin origin, int jobs) {
        listeners.forEach(listener -> listener.cancelCame(jobs));
    }
}
