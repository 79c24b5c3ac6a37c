package dev.pointsman.worker.job;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.state.KeyStates;
import java.util.Optional;

/** Runs one job, whatever its record was read as. Called on job threads. */
@FunctionalInterface
public interface JobRun {
    /**
     * Runs it, and returns when it has ended; or returns at once, if it cannot begin yet.
     *
     * @param states where the job finds the state of its key, if it has a key and asks for it
     */
    JobStep run(
            Origin origin, Optional<Payload> key, Reading<JobRequest> reading, KeyStates states);
}
