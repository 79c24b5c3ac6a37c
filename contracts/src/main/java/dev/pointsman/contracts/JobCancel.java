package dev.pointsman.contracts;

/**
 * Ends a job that waits or runs, if it comes in time: a record on the jobs topic, under the job's
 * key. It is no job itself, and is not answered. Immutable, so safe on every thread.
 *
 * @param id the job's
 * @param tenant the job's
 * @param source the job's
 */
public record JobCancel(JobId id, TenantId tenant, String source) implements JobRecord {
    /** The CloudEvents type by which a cancel is told from a job. */
    public static final String TYPE = "dev.pointsman.job.cancel.v1";
}
