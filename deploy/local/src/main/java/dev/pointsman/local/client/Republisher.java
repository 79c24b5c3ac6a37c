package dev.pointsman.local.client;

import dev.pointsman.contracts.HeaderName;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a dead letter the record of a new job: to the topic it came from, as it was, but for its
 * id, which is new, and its cause, which is the job that failed. Owned by one thread.
 *
 * @param jobs the topic of jobs, or what stands before the dot and the tenant: whatever a letter
 *     says, jobs are published nowhere else
 * @param keepsExpiry whether the job still expires when the one that failed would have
 */
public record Republisher(Supplier<String> ids, String jobs, boolean keepsExpiry) {
    /** With random ids. */
    public static Republisher random(String jobs, boolean keepsExpiry) {
        return new Republisher(() -> UUID.randomUUID().toString(), jobs, keepsExpiry);
    }

    /** What is to be published, or why that cannot be. */
    public sealed interface Made {
        /** To be published, under this id. */
        record Again(String id, ProducerRecord<byte[], byte[]> record) implements Made {}

        /** Not to be published. */
        record Not(String why) implements Made {}
    }

    /** The new job's record. */
    public Made of(Letter letter) {
        if (letter.stored().extras().payloadDropped()) {
            var from = letter.stored().letter();
            return new Made.Not(
                    "the letter lacks key and value, which were too large (publish the record "
                            + from.offset()
                            + " of "
                            + from.topic()
                            + "-"
                            + from.partition()
                            + " again yourself)");
        }
        return switch (letter.job()) {
            case Reading.Accepted(var job) ->
                    refusal(letter, job)
                            .<Made>map(Made.Not::new)
                            .orElseGet(() -> again(letter, job.id().value()));
            case Reading.Rejected(var why) ->
                    new Made.Not(
                            "the record is no job: "
                                    + why.detail()
                                    + " (mend it, and publish it yourself)");
        };
    }

    private Optional<String> refusal(Letter letter, JobRequest job) {
        var topic = letter.stored().letter().topic();
        if (!topic.equals(jobs) && !topic.equals(jobs + "." + job.tenant())) {
            return Optional.of(
                    "the letter says that its job is from topic "
                            + Wording.quote(topic)
                            + " (expected: "
                            + jobs
                            + " or "
                            + jobs
                            + "."
                            + job.tenant()
                            + ")");
        }
        return letter.stored().droppedHeaders() > 0
                ? Optional.of(
                        "the letter lacks "
                                + letter.stored().droppedHeaders()
                                + " headers of its job, which would be another without them")
                : Optional.empty();
    }

    private Made again(Letter letter, String cause) {
        var id = ids.get();
        var headers = headers(letter, id, cause);
        return switch (JobRequestCodec.read(headers, letter.value().orElse(Payload.EMPTY))) {
            case Reading.Accepted<JobRequest> _ -> again(letter, id, headers);
            case Reading.Rejected<JobRequest>(var why) ->
                    new Made.Not(
                            "with the id of its cause the record would be no job: "
                                    + why.detail()
                                    + " (leave out a header, and publish it yourself)");
        };
    }

    private List<Header> headers(Letter letter, String id, String cause) {
        var headers = new ArrayList<Header>();
        var replaced =
                keepsExpiry
                        ? Set.of(HeaderName.ID, HeaderName.CAUSATION_ID)
                        : Set.of(HeaderName.ID, HeaderName.CAUSATION_ID, HeaderName.EXPIRY_TIME);
        letter.stored().originals().stream()
                .filter(header -> !replaced.contains(header.key()))
                .forEach(headers::add);
        headers.add(PlainHeader.of(HeaderName.ID, id));
        headers.add(PlainHeader.of(HeaderName.CAUSATION_ID, cause));
        return headers;
    }

    private static Made again(Letter letter, String id, List<Header> headers) {
        byte @Nullable [] key = bytes(letter.key());
        byte @Nullable [] value = bytes(letter.value());
        var topic = letter.stored().letter().topic();
        return new Made.Again(id, new ProducerRecord<>(topic, null, key, value, headers));
    }

    private static byte @Nullable [] bytes(Optional<Payload> payload) {
        return payload.map(Payload::toBytes).orElse(null);
    }
}
