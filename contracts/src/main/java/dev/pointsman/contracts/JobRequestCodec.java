package dev.pointsman.contracts;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;

/**
 * Between a job and the headers of its record, both ways: CloudEvents 1.0 Kafka binding, binary
 * mode. The record's value is the job's input as it is. Stateless, so safe on every thread.
 */
public final class JobRequestCodec {
    private static final Instant FIRST_TIME = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END_OF_TIME = Instant.parse("+10000-01-01T00:00:00Z");
    static final NameTable NAMES =
            NameTable.of(HeaderName.REQUIRED_OF_JOBS, HeaderName.OPTIONAL_OF_JOBS);

    private JobRequestCodec() {}

    /**
     * Reads a job. Never throws, whatever the bytes.
     *
     * @param headers the record's headers
     * @param input the record's value
     */
    public static Reading<JobRequest> read(Iterable<Header> headers, Payload input) {
        try {
            return new Reading.Accepted<>(request(HeaderBag.read(headers, NAMES), input));
        } catch (BadHeader bad) {
            return new Reading.Rejected<>(bad.rejection(headers));
        }
    }

    /** The headers of a job's record; the record's value is {@link JobRequest#input}. */
    public static List<Header> write(JobRequest job) {
        return new HeaderField.Headers()
                .add(HeaderField.SPEC_VERSION)
                .add(HeaderName.ID, job.id())
                .add(HeaderName.SOURCE, job.event().source())
                .add(HeaderName.TYPE, job.event().type())
                .add(HeaderName.TENANT, job.tenant())
                .add(HeaderName.MODULE, job.module())
                .add(HeaderName.FUNCTION, job.function())
                .add(HeaderName.EXPIRY_TIME, job.expiry())
                .add(HeaderName.TIME, job.event().time())
                .add(HeaderName.SUBJECT, job.event().subject())
                .add(HeaderName.DATA_SCHEMA, job.event().dataSchema())
                .add(HeaderName.CONTENT_TYPE, job.event().contentType())
                .add(HeaderName.CORRELATION_ID, job.links().correlationId())
                .add(HeaderName.CAUSATION_ID, job.links().causationId())
                .add(HeaderName.TRACE_PARENT, job.links().traceParent())
                .add(HeaderName.TRACE_STATE, job.links().traceState())
                .list();
    }

    static JobRequest request(HeaderBag headers, Payload input) {
        headers.requireSpecVersion();
        return new JobRequest(
                headers.required(HeaderName.ID, JobId::new),
                headers.required(HeaderName.TENANT, TenantId::new),
                headers.required(HeaderName.MODULE, ModuleRef::parse),
                headers.text(HeaderName.FUNCTION),
                headers.optional(HeaderName.EXPIRY_TIME, JobRequestCodec::instant),
                event(headers),
                links(headers),
                input);
    }

    private static Event event(HeaderBag headers) {
        return new Event(
                headers.required(HeaderName.SOURCE, JobRequestCodec::filled),
                headers.required(HeaderName.TYPE, JobRequestCodec::filled),
                headers.text(HeaderName.SUBJECT),
                headers.optional(HeaderName.TIME, JobRequestCodec::instant),
                headers.text(HeaderName.CONTENT_TYPE),
                headers.text(HeaderName.DATA_SCHEMA));
    }

    static Links links(HeaderBag headers) {
        return new Links(
                headers.text(HeaderName.CORRELATION_ID),
                headers.text(HeaderName.CAUSATION_ID),
                headers.text(HeaderName.TRACE_PARENT),
                headers.text(HeaderName.TRACE_STATE));
    }

    /** RFC 3339, as CloudEvents asks: a year has four digits. */
    static Instant instant(String text) {
        return WireTime.read(text)
                .or(() -> parsed(text))
                .filter(time -> !time.isBefore(FIRST_TIME) && time.isBefore(END_OF_TIME))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                Wording.quote(text)
                                        + " (expected: a time such as 2026-11-23T12:00:00Z, RFC 3339)"));
    }

    private static Optional<Instant> parsed(String time) {
        try {
            return Optional.of(OffsetDateTime.parse(time).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    static String filled(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("empty (expected: a text)");
        }
        return text;
    }
}
