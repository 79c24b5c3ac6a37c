package dev.pointsman.contracts;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * A record that a job published, as its readers see it: type and content type are the guest's
 * words, everything that says who published it is the worker's.
 *
 * @param id {@code <job id>:<number>}, the same on every run of the job
 * @param cause the job that published it
 * @param links copied from the job
 */
public record PublishedEvent(
        String id,
        TenantId tenant,
        ModuleName module,
        String type,
        String contentType,
        Instant time,
        JobId cause,
        Links links) {
    /** The headers of the record. */
    public List<Header> headers() {
        return new HeaderField.Headers()
                .add(HeaderField.SPEC_VERSION)
                .add(HeaderName.ID, id)
                .add(HeaderName.SOURCE, "urn:pointsman:" + tenant + ":" + module)
                .add(HeaderName.TYPE, type)
                .add(HeaderName.TIME, time)
                .add(HeaderName.TENANT, tenant)
                .add(HeaderName.CAUSATION_ID, cause)
                .add(HeaderName.CORRELATION_ID, links.correlationId())
                .add(HeaderName.TRACE_PARENT, links.traceParent())
                .add(HeaderName.TRACE_STATE, links.traceState())
                .add(HeaderName.CONTENT_TYPE, contentType)
                .list();
    }
}
