package dev.pointsman.contracts;

/** What a record of the jobs topic asks for: that a job be run, or that one be ended. */
public sealed interface JobRecord permits JobRequest, JobCancel {
    /** The job's id. */
    JobId id();

    TenantId tenant();

    /** Who publishes the job; an id is unique together with it. */
    String source();

    /** Which job it is about. */
    default JobIdentity identity() {
        return new JobIdentity(tenant(), source(), id());
    }
}
