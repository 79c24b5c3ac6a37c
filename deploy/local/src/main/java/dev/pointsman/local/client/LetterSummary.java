package dev.pointsman.local.client;

import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.TenantId;
import java.time.Instant;

/**
 * A dead letter without its bytes, so that many can be kept. Immutable, so safe on every thread.
 *
 * @param job its id, or the place of a record that names none
 * @param tenant a question mark if its record names none
 * @param module a question mark if its record names none
 * @param recording whether there is one: {@code yes}, {@code effects} or {@code none}
 */
public record LetterSummary(
        LetterPlace place,
        Instant writtenAt,
        String job,
        String tenant,
        String module,
        String error,
        String message,
        int attempts,
        String recording) {
    private static final String UNKNOWN = "?";

    /** The summary of this letter. */
    public static LetterSummary of(Letter letter) {
        return switch (letter.job()) {
            case Reading.Accepted<JobRequest>(var job) ->
                    of(letter, job.id().value(), job.tenant().value(), job.module().name().value());
            case Reading.Rejected<JobRequest>(var why) ->
                    of(
                            letter,
                            why.id()
                                    .map(JobId::value)
                                    .orElseGet(() -> letter.stored().letter().place().name()),
                            why.tenant().map(TenantId::value).orElse(UNKNOWN),
                            UNKNOWN);
        };
    }

    private static LetterSummary of(Letter letter, String job, String tenant, String module) {
        var reason = letter.stored().letter();
        return new LetterSummary(
                letter.place(),
                letter.writtenAt(),
                job,
                tenant,
                module,
                reason.type().value(),
                reason.message(),
                reason.attempts(),
                recording(letter));
    }

    private static String recording(Letter letter) {
        var extras = letter.stored().extras();
        if (extras.recording().isPresent()) {
            return "yes";
        }
        return extras.recordedElsewhere() ? "effects" : "none";
    }
}
