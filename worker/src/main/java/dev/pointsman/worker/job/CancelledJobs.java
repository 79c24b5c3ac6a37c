package dev.pointsman.worker.job;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Execution;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.context.Origin;
import java.time.InstantSource;

/**
 * Ends jobs that are not to be run, for a reason that is no error. Safe on every thread.
 *
 * @param source who answers, the {@code ce_source} of results
 */
public record CancelledJobs(InstantSource time, String source) {
    /** The job as it ends. */
    public FinishedJob of(Origin origin, JobRequest request, ErrorCode code, String detail) {
        var result =
                JobResult.of(
                        request,
                        new Outcome.Cancelled(code, detail),
                        Execution.NONE.onAttempt(origin.attempt().number()),
                        source,
                        time.instant());
        return FinishedJob.silent(origin, result);
    }
}
