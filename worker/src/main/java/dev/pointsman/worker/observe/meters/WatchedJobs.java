package dev.pointsman.worker.observe.meters;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.job.JobRun;
import java.util.Optional;

/** Runs jobs as another does, and has it known which are running. Safe on every thread. */
public final class WatchedJobs implements JobRun {
    private final JobRun jobs;
    private final RunningJobs running;

    public WatchedJobs(JobRun jobs, RunningJobs running) {
        this.jobs = jobs;
        this.running = running;
    }

    @Override
    public FinishedJob run(Origin origin, Optional<Payload> key, Reading<JobRequest> reading) {
        return switch (reading) {
            case Reading.Accepted(var request) -> watched(origin, key, reading, request);
            case Reading.Rejected(_) -> jobs.run(origin, key, reading);
        };
    }

    private FinishedJob watched(
            Origin origin, Optional<Payload> key, Reading<JobRequest> reading, JobRequest request) {
        var event = new JobEvent();
        event.begin();
        try (var _ = running.begin(origin, request)) {
            var finished = jobs.run(origin, key, reading);
            event.commit(finished);
            return finished;
        }
    }
}
