package dev.pointsman.worker.observe.meters;

import dev.pointsman.contracts.JobRequest;
import java.time.Instant;

/** A job that a thread has taken and not finished. Immutable, so safe on every thread. */
public record RunningJob(JobRequest request, Instant startedAt) {}
