package dev.pointsman.contracts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The record that says how a job ended; there is exactly one for every job, and for every record of
 * the jobs topic that cannot be read. Immutable, so safe on every thread.
 *
 * @param id the job's id; for a record that names none, {@code <topic>-<partition>-<offset>}
 * @param tenant the job's tenant, if the record names one
 * @param module the module the job asked for, if the record names one
 * @param outcome how the job ended
 * @param execution what was run, and how long
 * @param source which worker group answered, {@code urn:pointsman:<group>}
 * @param time when the job ended, to the millisecond
 * @param links copied from the job, which becomes their cause
 */
public record JobResult(
        JobId id,
        Optional<TenantId> tenant,
        Optional<ModuleRef> module,
        Outcome outcome,
        Execution execution,
        String source,
        Instant time,
        Links links) {
    /** The CloudEvents type of every result. */
    public static final String TYPE = "dev.pointsman.job.finished.v1";

    public JobResult {
        links = links.causedBy(id);
        time = time.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * The result of a job.
     *
     * @param source which worker group answers
     */
    public static JobResult of(
            JobRequest job, Outcome outcome, Execution execution, String source, Instant time) {
        return new JobResult(
                job.id(),
                Optional.of(job.tenant()),
                Optional.of(job.module()),
                outcome,
                execution,
                source,
                time,
                job.links());
    }

    /** The same result with another outcome. */
    public JobResult withOutcome(Outcome other) {
        return new JobResult(id, tenant, module, other, execution, source, time, links);
    }
}
