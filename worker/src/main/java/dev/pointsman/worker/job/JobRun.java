package dev.pointsman.worker.job;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.state.KeyStates;
import java.util.Optional;

/** Runs one job to its end, whatever its record was read as. Called on job threads. */
@FunctionalInterface
public interface JobRun {
    /**
     * Runs it, and returns when it has ended.
     *
     * @param states where the job finds the state of its key, if it has a key and asks for it
     */
    FinishedJob run(
            Origin origin, Optional<Payload> key, Reading<JobRequest> reading, KeyStates states);
}
