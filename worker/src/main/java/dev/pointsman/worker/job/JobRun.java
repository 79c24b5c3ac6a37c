package dev.pointsman.worker.job;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.worker.context.Origin;
import java.util.Optional;

/** Runs one job to its end, whatever its record was read as. Called on job threads. */
@FunctionalInterface
public interface JobRun {
    FinishedJob run(Origin origin, Optional<Payload> key, Reading<JobRequest> reading);
}
