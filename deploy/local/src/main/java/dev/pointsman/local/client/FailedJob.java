package dev.pointsman.local.client;

import dev.pointsman.contracts.HeaderName;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.TenantId;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A job that failed, as far as the one that was made of it is still like it: so neither another
 * tenant's job, nor one that only names it as its cause, passes for a retry of it. Immutable, so
 * safe on every thread.
 *
 * @param id the job's, which its retry has as its cause
 * @param valueHash of the value's bytes
 */
public record FailedJob(
        String topic, TenantId tenant, String source, ModuleRef module, String id, int valueHash) {
    /** The job this letter is about, unless its record is none. */
    public static Optional<FailedJob> of(Letter letter) {
        return switch (letter.job()) {
            case Reading.Accepted<JobRequest>(var job) -> {
                byte @Nullable [] value = letter.value().map(Payload::toBytes).orElse(null);
                var topic = letter.stored().letter().topic();
                yield Optional.of(of(topic, job, job.id().value(), value));
            }
            case Reading.Rejected<JobRequest> _ -> Optional.empty();
        };
    }

    /** The job that this record of a topic of jobs would be a retry of, if it is one. */
    static Optional<FailedJob> causing(ConsumerRecord<byte[], byte[]> record) {
        if (record.headers().lastHeader(HeaderName.CAUSATION_ID) == null) {
            return Optional.empty();
        }
        return switch (JobRequestCodec.read(record.headers(), Payload.EMPTY)) {
            case Reading.Accepted<JobRequest>(var job) ->
                    job.links()
                            .causationId()
                            .map(cause -> of(record.topic(), job, cause, record.value()));
            case Reading.Rejected<JobRequest> _ -> Optional.empty();
        };
    }

    private static FailedJob of(String topic, JobRequest job, String id, byte @Nullable [] value) {
        return new FailedJob(
                topic,
                job.tenant(),
                job.event().source(),
                job.module(),
                id,
                Arrays.hashCode(value));
    }
}
