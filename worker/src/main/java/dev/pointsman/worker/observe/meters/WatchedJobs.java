package dev.pointsman.worker.observe.meters;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.job.JobRun;
import dev.pointsman.worker.job.JobStep;
import dev.pointsman.worker.state.KeyStates;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs jobs as another does, and has it known which are running. Safe on every thread. */
public final class WatchedJobs implements JobRun {
    private final JobRun jobs;
    private final RunningJobs running;

    public WatchedJobs(JobRun jobs, RunningJobs running) {
        this.jobs = jobs;
        this.running = running;
    }

    @Override
    public JobStep run(
            Origin origin, Optional<Payload> key, Reading<JobRequest> reading, KeyStates states) {
        return switch (reading) {
            case Reading.Accepted(var request) ->
                    watched(origin, request, () -> jobs.run(origin, key, reading, states));
            case Reading.Rejected(_) -> jobs.run(origin, key, reading, states);
        };
    }

    private JobStep watched(Origin origin, JobRequest request, Supplier<JobStep> job) {
        var event = new JobEvent();
        event.begin();
        try (var mark = running.begin(origin, request)) {
            var step = job.get();
            if (step instanceof FinishedJob finished) {
                mark.hasRun();
                event.commit(finished);
            }
            return step;
        }
    }
}
