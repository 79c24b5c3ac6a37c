package dev.pointsman.it.bench.child;

import dev.pointsman.contracts.Execution;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.job.JobRun;
import dev.pointsman.worker.state.KeyStates;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Gives every job its input back without running a guest, in a result with all the headers that a
 * guest's would have. Safe on every thread.
 */
final class EchoedJobs implements JobRun {
    private static final Execution EXECUTION =
            Execution.NONE.of(Optional.of(ModuleDigest.of(Payload.EMPTY)), "000000000000");

    private final InstantSource time = InstantSource.system();

    @Override
    public FinishedJob run(
            Origin origin, Optional<Payload> key, Reading<JobRequest> reading, KeyStates states) {
        return switch (reading) {
            case Reading.Accepted(var request) -> echoed(origin, request);
            case Reading.Rejected(var rejection) ->
                    throw new IllegalStateException("a job was refused: " + rejection.detail());
        };
    }

    private FinishedJob echoed(Origin origin, JobRequest request) {
        var result =
                new JobResult(
                        request.id(),
                        Optional.of(request.tenant()),
                        Optional.of(request.module()),
                        new Outcome.Succeeded(request.input()),
                        EXECUTION,
                        "urn:pointsman:bench",
                        time.instant(),
                        request.links());
        return FinishedJob.silent(origin, result);
    }
}
