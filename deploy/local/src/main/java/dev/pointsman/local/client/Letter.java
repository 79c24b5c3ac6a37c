package dev.pointsman.local.client;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.StoredLetter;
import dev.pointsman.contracts.TenantId;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter: a job's record once more, and why it was put aside. Immutable, so safe on every
 * thread.
 *
 * @param place where it stands
 * @param writtenAt when it was put aside
 */
public record Letter(
        LetterPlace place,
        Instant writtenAt,
        Optional<Payload> key,
        Optional<Payload> value,
        StoredLetter stored) {
    /** The letter in this record, if it is one of ours. */
    public static Optional<Letter> of(ConsumerRecord<byte[], byte[]> record) {
        return StoredLetter.read(record.headers())
                .map(stored ->
                        new Letter(
                                new LetterPlace(record.partition(), record.offset()),
                                Instant.ofEpochMilli(record.timestamp()),
                                payload(record.key()),
                                payload(record.value()),
                                stored));
    }

    /** The job, or why its record is none. */
    public Reading<JobRequest> job() {
        return JobRequestCodec.read(stored.originals(), value.orElse(Payload.EMPTY));
    }

    /** Whose job it is, in words: an id is its source's own, and a source its tenant's. */
    public String owner() {
        return switch (job()) {
            case Reading.Accepted<JobRequest>(var job) -> job.tenant() + " from " + job.source();
            case Reading.Rejected<JobRequest>(var why) ->
                    why.tenant().map(TenantId::value).orElse("nobody");
        };
    }

    private static Optional<Payload> payload(byte @Nullable [] bytes) {
        return Optional.ofNullable(bytes).map(Payload::takingOver);
    }
}
