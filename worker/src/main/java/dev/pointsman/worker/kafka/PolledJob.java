package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.JobReading;
import dev.pointsman.contracts.JobRecordCodec;
import dev.pointsman.contracts.Originals;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Retry;
import dev.pointsman.contracts.RetryCodec;
import dev.pointsman.contracts.RetryOrder;
import dev.pointsman.worker.context.Attempt;
import dev.pointsman.worker.context.Origin;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record of the jobs topic, or of that of retries. Its key and its value may be null; inside the
 * worker nothing is.
 *
 * @param retry what the worker that tried it last wrote about it; none in a record of the jobs
 *     topic, whatever stands there
 * @param dropped how many headers it had beside those that are there yet
 */
record PolledJob(ConsumerRecord<byte[], byte[]> record, Optional<Retry> retry, int dropped) {
    /** A job that has not been tried. */
    PolledJob(ConsumerRecord<byte[], byte[]> record) {
        this(record, Optional.empty());
    }

    PolledJob(ConsumerRecord<byte[], byte[]> record, Optional<Retry> retry) {
        this(record, retry, 0);
    }

    /**
     * The same with those headers only that go along into a dead letter: one of nothing but headers
     * takes eighty times its bytes, and until it is committed there may be one of each partition.
     */
    PolledJob cut() {
        var kept = Originals.of(record.headers());
        return new PolledJob(with(kept.headers()), retry, dropped + kept.dropped());
    }

    private ConsumerRecord<byte[], byte[]> with(List<Header> kept) {
        // There is no other way to headers by the client's public names.
        var headers = new ConsumerRecord<>(record.topic(), 0, 0, "", "").headers();
        kept.forEach(headers::add);
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                record.serializedKeySize(),
                record.serializedValueSize(),
                record.key(),
                record.value(),
                headers,
                record.leaderEpoch());
    }

    /** Where the job's record stands that its publisher wrote. */
    Origin origin() {
        return retry.map(PolledJob::origin)
                .orElseGet(() ->
                        new Origin(
                                record.topic(),
                                record.partition(),
                                record.offset(),
                                record.timestamp()));
    }

    private static Origin origin(Retry retry) {
        var place = retry.place();
        return new Origin(
                place.topic(),
                place.partition(),
                place.offset(),
                place.timestampMillis(),
                new Attempt(retry.attempt(), Optional.of(retry.firstFailed())));
    }

    /** Whether later jobs of its key wait for it, by the policy under which it failed last. */
    boolean keepsOrder() {
        return retry.filter(it -> it.order() == RetryOrder.STRICT).isPresent();
    }

    /** The partition this record was polled from. */
    TopicPartition partition() {
        return new TopicPartition(record.topic(), record.partition());
    }

    Optional<Payload> key() {
        return payload(record.key());
    }

    /** Of key and value together. */
    long bytes() {
        return Math.max(0, record.serializedKeySize())
                + (long) Math.max(0, record.serializedValueSize());
    }

    JobReading read() {
        return JobRecordCodec.read(
                publishersHeaders(), payload(record.value()).orElse(Payload.EMPTY));
    }

    /**
     * Those that its publisher wrote, without what a worker added in a record of retries. In one of
     * the jobs topic that is all of them, also such as only a worker may write, which whoever
     * copies them leaves out.
     */
    Iterable<Header> publishersHeaders() {
        return retry.isPresent() ? RetryCodec.originals(record.headers()) : record.headers();
    }

    private static Optional<Payload> payload(byte @Nullable [] bytes) {
        return Optional.ofNullable(bytes).map(Payload::takingOver);
    }
}
