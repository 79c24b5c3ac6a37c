package dev.pointsman.contracts;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;

/**
 * What a dead letter carries beside its reason. Immutable, so safe on every thread.
 *
 * @param payloadDropped whether it lacks the job's key and value, which were too large for it
 * @param recording what a replay needs, if that is small
 * @param recordedElsewhere whether it is not, and stands on the topic of effects
 */
public record LetterExtras(
        boolean payloadDropped, Optional<Payload> recording, boolean recordedElsewhere) {
    /** A letter that has all of its job, and nothing beside it. */
    public static final LetterExtras NONE = new LetterExtras(false, Optional.empty(), false);

    /** Half of what the headers of a job may take together. */
    static final int MAX_HEADER_BYTES = HeaderBag.MAX_BYTES / 2;

    /** A letter larger than this may be as large as its topic takes, and gets no bytes added. */
    static final int MAX_LETTER_BYTES = 128 * 1024;

    static final String PAYLOAD_DROPPED = DeadLetter.PREFIX + "errors.payload.dropped";
    static final String RECORDING = DeadLetter.PREFIX + "recording";
    static final String RECORDED_AT = DeadLetter.PREFIX + "recording.at";

    private static final String EFFECTS = "effects";

    /** Those of a letter with so much of its job in it, of which this was recorded. */
    public static LetterExtras of(Optional<Payload> recording, long payloadBytes) {
        var fits =
                payloadBytes <= MAX_LETTER_BYTES
                        && recording.filter(it -> it.size() <= MAX_HEADER_BYTES).isPresent();
        return fits
                ? new LetterExtras(false, recording, false)
                : new LetterExtras(false, Optional.empty(), recording.isPresent());
    }

    /** A letter without the job's key and value can be published again, or replayed, by nobody. */
    public static LetterExtras withoutPayload() {
        return new LetterExtras(true, Optional.empty(), false);
    }

    /** The headers to be added. */
    public List<Header> headers() {
        var headers = new HeaderField.Headers();
        if (payloadDropped) {
            headers.add(PAYLOAD_DROPPED, true);
        }
        recording.ifPresent(it -> headers.add(HeaderField.of(RECORDING, it)));
        if (recordedElsewhere) {
            headers.add(RECORDED_AT, EFFECTS);
        }
        return headers.list();
    }
}
