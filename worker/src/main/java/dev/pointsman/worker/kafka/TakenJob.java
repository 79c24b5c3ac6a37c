package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.RecordPlace;
import dev.pointsman.contracts.Rejection;
import dev.pointsman.contracts.RetryCodec;
import dev.pointsman.contracts.Wording;
import dev.pointsman.worker.flow.Lane;
import dev.pointsman.worker.state.KeyStates;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of the jobs topic, and what it was read as.
 *
 * @param lane none for a job without a key and for a record that is no job: they wait for nobody
 * @param states where it finds the state of its key
 * @param bytes what it holds of memory, about
 * @param pretends whether its publisher wrote headers that only a worker may, which count for
 *     nothing
 */
record TakenJob(
        PolledJob polled,
        Reading<JobRequest> reading,
        Optional<Lane> lane,
        KeyStates states,
        long bytes,
        boolean pretends) {
    /** What a job holds of memory beside its bytes; a guess on the large side. */
    private static final int OVERHEAD_BYTES = 1_024;

    static TakenJob of(ConsumerRecord<byte[], byte[]> record, JobTopics topics, KeyStates states) {
        var polled = new PolledJob(record);
        var reading = topics.agreed(record.topic(), polled.read());
        var lane = lane(polled.key(), reading);
        return new TakenJob(polled, reading, lane, states, bytes(record), pretends(record));
    }

    /**
     * From a record of the retries topic.
     *
     * @param jobs the topic its job is from
     */
    static TakenJob again(
            ConsumerRecord<byte[], byte[]> record,
            String jobs,
            JobTopics topics,
            KeyStates states) {
        return switch (RetryCodec.read(record.headers())) {
            case Reading.Accepted(var retry) when isOf(retry.place(), jobs, record) -> {
                var polled = new PolledJob(record, Optional.of(retry));
                var reading = topics.agreed(jobs, polled.read());
                var lane = lane(polled.key(), reading);
                yield new TakenJob(polled, reading, lane, states, bytes(record), false);
            }
            case Reading.Accepted(var retry) -> {
                var why = "a retry of " + Wording.quote(retry.place().topic()) + ", from elsewhere";
                yield forged(record, topics.agreed(jobs, malformed(why)), states);
            }
            case Reading.Rejected(var why) ->
                    forged(record, topics.agreed(jobs, new Reading.Rejected<>(why)), states);
        };
    }

    private static boolean isOf(
            RecordPlace place, String jobs, ConsumerRecord<byte[], byte[]> record) {
        return place.topic().equals(jobs) && place.partition() == record.partition();
    }

    private static Reading<JobRequest> malformed(String why) {
        return new Reading.Rejected<>(
                new Rejection(Rejection.Kind.MALFORMED, why, Optional.empty(), Optional.empty()));
    }

    /** No worker wrote that. It is answered like any record that is no job. */
    private static TakenJob forged(
            ConsumerRecord<byte[], byte[]> record, Reading<JobRequest> reading, KeyStates states) {
        return new TakenJob(
                new PolledJob(record), reading, Optional.empty(), states, bytes(record), false);
    }

    private static boolean pretends(ConsumerRecord<byte[], byte[]> record) {
        for (var header : record.headers()) {
            if (RetryCodec.isReserved(header.key())) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Lane> lane(Optional<Payload> key, Reading<JobRequest> reading) {
        return switch (reading) {
            case Reading.Accepted(var request) -> key.map(it -> new Lane(request.tenant(), it));
            case Reading.Rejected(_) -> Optional.empty();
        };
    }

    private static long bytes(ConsumerRecord<byte[], byte[]> record) {
        var bytes = (long) OVERHEAD_BYTES + length(record.key()) + length(record.value());
        for (var header : record.headers()) {
            bytes += header.key().length() + length(header.value());
        }
        return bytes;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
