package dev.pointsman.contracts;

import java.time.Instant;
import java.util.Optional;

/**
 * What CloudEvents 1.0 says about a job beyond its id: handed to the guest, never acted upon.
 *
 * @param source who published it, a URI reference; with the job id it is unique
 * @param type what happened, in the publisher's words
 * @param subject what it happened to
 * @param time when it happened
 * @param contentType the media type of the job's input
 * @param dataSchema the schema of the job's input, a URI
 */
public record Event(
        String source,
        String type,
        Optional<String> subject,
        Optional<Instant> time,
        Optional<String> contentType,
        Optional<String> dataSchema) {
    public Event {
        Text.requireFilled(HeaderName.SOURCE, source);
        Text.requireFilled(HeaderName.TYPE, type);
    }

    /** An event of this type from this source, and nothing more. */
    public static Event of(String source, String type) {
        return new Event(
                source,
                type,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same event with this media type. */
    public Event withContentType(String mediaType) {
        return new Event(source, type, subject, time, Optional.of(mediaType), dataSchema);
    }
}
