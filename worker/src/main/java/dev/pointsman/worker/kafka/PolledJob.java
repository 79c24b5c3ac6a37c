package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.worker.context.Origin;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A record of the jobs topic. Its key and its value may be null; inside the worker nothing is. */
record PolledJob(ConsumerRecord<byte[], byte[]> record) {
    Origin origin() {
        return new Origin(record.topic(), record.partition(), record.offset(), record.timestamp());
    }

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

    Reading<JobRequest> read() {
        return JobRequestCodec.read(
                record.headers(), payload(record.value()).orElse(Payload.EMPTY));
    }

    private static Optional<Payload> payload(byte @Nullable [] bytes) {
        return Optional.ofNullable(bytes).map(Payload::takingOver);
    }
}
