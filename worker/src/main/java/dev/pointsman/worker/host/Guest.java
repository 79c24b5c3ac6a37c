package dev.pointsman.worker.host;

import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.effects.Effects;

/**
 * The guest that calls the host: all that a host function may know of it. Owned by the thread that
 * runs the job.
 *
 * @param context on whose behalf it runs
 * @param effects where what it asks for is kept
 * @param memory its linear memory
 * @param io what it has read, and what time it has been told
 * @param outside what it has asked of others than the worker
 */
public record Guest(
        JobContext context, Effects effects, GuestMemory memory, GuestIo io, Outside outside) {}
