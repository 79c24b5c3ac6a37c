package dev.pointsman.worker.replay;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Recording;
import java.util.Optional;

/**
 * A job that failed, and what was recorded of it. Immutable, so safe on every thread.
 *
 * @param key the key of its record
 */
public record RecordedJob(JobRequest job, Optional<Payload> key, Recording recording) {}
