package dev.pointsman.contracts;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * What all records that one job publishes say alike: whose they are, when and why. It is put into
 * bytes once, for a job may publish many, and its links may be long. Immutable, so safe on every
 * thread.
 */
public final class Publisher {
    private final JobId job;
    private final HeaderField source;
    private final List<Header> circumstances;

    /**
     * A job as it publishes.
     *
     * @param job what caused the records
     * @param links copied from the job
     */
    public Publisher(TenantId tenant, ModuleName module, Instant time, JobId job, Links links) {
        this.job = job;
        this.source = HeaderField.of(HeaderName.SOURCE, "urn:pointsman:" + tenant + ":" + module);
        this.circumstances =
                new HeaderField.Headers()
                        .add(HeaderName.TIME, time)
                        .add(HeaderName.TENANT, tenant)
                        .add(HeaderName.CAUSATION_ID, job)
                        .add(HeaderName.CORRELATION_ID, links.correlationId())
                        .add(HeaderName.TRACE_PARENT, links.traceParent())
                        .add(HeaderName.TRACE_STATE, links.traceState())
                        .list();
    }

    JobId job() {
        return job;
    }

    HeaderField source() {
        return source;
    }

    /** What else they say alike, in its order. */
    List<Header> circumstances() {
        return circumstances;
    }
}
