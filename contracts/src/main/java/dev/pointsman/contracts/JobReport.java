package dev.pointsman.contracts;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What the worker tells of a job besides its result: the lines its guest wrote, or the calls it
 * made. The schemas of the values stand beside this class. Immutable, so safe on every thread.
 *
 * @param place where the job's record stands, if the report is of no use for another of its name
 */
public record JobReport(
        About about,
        JobId job,
        TenantId tenant,
        ModuleName module,
        Instant time,
        Links links,
        Optional<RecordPlace> place,
        Payload value) {
    /** The {@code ce_type} of a guest's lines. */
    public static final String LINES_TYPE = "dev.pointsman.guest.logged.v1";

    /** The {@code ce_type} of a guest's calls. */
    public static final String CALLS_TYPE = "dev.pointsman.effects.performed.v1";

    /** The {@code ce_type} of a recording that is too large for its dead letter. */
    public static final String RECORDING_TYPE = "dev.pointsman.job.recorded.v1";

    /** In a recording, of which record of a topic of jobs it is. */
    public static final String RECORDING_OF = DeadLetter.PREFIX + "recording.of";

    /** What {@link RecordingCodec} reads. */
    private static final String RECORDING_CONTENT = "application/vnd.pointsman.recording";

    /** Far below what a topic takes by default. */
    private static final int MAX_LINES_CHARS = 256 * 1024;

    private static final JsonFactory JSON = new JsonFactory();

    /** What it is about: the word at the end of its id, and what its value is. */
    public enum About {
        LINES("guest-log", LINES_TYPE, "application/json"),
        CALLS("effects", CALLS_TYPE, "application/json"),
        RECORDING("recording", RECORDING_TYPE, RECORDING_CONTENT);

        private final String word;
        private final String type;
        private final String contentType;

        About(String word, String type, String contentType) {
            this.word = word;
            this.type = type;
            this.contentType = contentType;
        }

        private String id(JobId job) {
            return job + ":" + word;
        }
    }

    /** A line a guest wrote, at a level of wasi-logging. */
    public record Line(String level, String text) {}

    /** The guest's lines; those for which there is no room are counted with what was dropped. */
    public static JobReport ofLines(JobResult result, List<Line> lines, int dropped) {
        var kept = 0;
        for (var chars = 0; kept < lines.size(); kept++) {
            chars += lines.get(kept).text().length();
            if (chars > MAX_LINES_CHARS) {
                break;
            }
        }
        var shown = lines.subList(0, kept);
        var left = dropped + lines.size() - kept;
        return of(About.LINES, result, json -> lines(json, shown, left));
    }

    /** The guest's calls, of so many. */
    public static JobReport ofCalls(JobResult result, List<HostCallReport> calls, int made) {
        return of(
                About.CALLS,
                result,
                json -> {
                    json.writeNumberProperty("callsMade", made);
                    json.writeArrayPropertyStart("calls");
                    calls.forEach(call -> call(json, call));
                    json.writeEndArray();
                });
    }

    /**
     * What a replay of the job needs.
     *
     * @param place where its record stands: others may have its id, of another source or of none
     */
    public static JobReport ofRecording(JobResult result, RecordPlace place, Payload recording) {
        return of(About.RECORDING, result, Optional.of(place), recording);
    }

    /**
     * Whether a record with these headers is the recording of this job, which stood at this place,
     * and of no other's.
     */
    public static boolean isRecordingOf(JobRequest job, RecordPlace place, Headers headers) {
        return is(headers, RECORDING_OF, place.name())
                && is(headers, HeaderName.ID, About.RECORDING.id(job.id()))
                && is(headers, HeaderName.TYPE, RECORDING_TYPE)
                && is(headers, HeaderName.TENANT, job.tenant().value())
                && is(headers, HeaderName.SOURCE, source(job.tenant(), job.module().name()));
    }

    private static boolean is(Headers headers, String name, String expected) {
        var header = headers.lastHeader(name);
        return header != null
                && header.value() != null
                && new String(header.value(), StandardCharsets.UTF_8).equals(expected);
    }

    private static String source(TenantId tenant, ModuleName module) {
        return "urn:pointsman:" + tenant + ":" + module;
    }

    /** The headers of the record. */
    public List<Header> headers() {
        return new HeaderField.Headers()
                .add(HeaderField.SPEC_VERSION)
                .add(HeaderName.ID, about.id(job))
                .add(HeaderName.SOURCE, source(tenant, module))
                .add(HeaderName.TYPE, about.type)
                .add(HeaderName.TIME, time)
                .add(HeaderName.TENANT, tenant)
                .add(HeaderName.CAUSATION_ID, job)
                .add(HeaderName.CORRELATION_ID, links.correlationId())
                .add(HeaderName.TRACE_PARENT, links.traceParent())
                .add(HeaderName.TRACE_STATE, links.traceState())
                .add(HeaderName.CONTENT_TYPE, about.contentType)
                .add(RECORDING_OF, place.map(RecordPlace::name))
                .list();
    }

    private static JobReport of(About about, JobResult result, Consumer<JsonGenerator> content) {
        var bytes = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            content.accept(json);
            json.writeEndObject();
        }
        return of(about, result, Optional.empty(), Payload.takingOver(bytes.toByteArray()));
    }

    private static JobReport of(
            About about, JobResult result, Optional<RecordPlace> place, Payload value) {
        return new JobReport(
                about,
                result.id(),
                result.tenant().orElseThrow(),
                result.module().orElseThrow().name(),
                result.time(),
                result.links(),
                place,
                value);
    }

    private static void lines(JsonGenerator json, List<Line> lines, int dropped) {
        json.writeNumberProperty("dropped", dropped);
        json.writeArrayPropertyStart("lines");
        for (var line : lines) {
            json.writeStartObject();
            json.writeStringProperty("level", line.level());
            json.writeStringProperty("text", line.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void call(JsonGenerator json, HostCallReport call) {
        json.writeStartObject();
        json.writeNumberProperty("seq", call.number());
        json.writeStringProperty("capability", call.capability());
        json.writeStringProperty("target", call.target());
        json.writeStringProperty("outcome", call.outcome());
        json.writeNumberProperty("answer", call.answer());
        json.writeNumberProperty("durationUs", call.micros());
        call.idempotencyKey().ifPresent(key -> json.writeStringProperty("idempotencyKey", key));
        json.writeEndObject();
    }
}
