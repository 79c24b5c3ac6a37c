package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.JobRecord;
import dev.pointsman.contracts.JobRecordCodec;
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

    Reading<JobRecord> read() {
        return JobRecordCodec.read(record.headers(), payload(record.value()).orElse(Payload.EMPTY));
    }

    private static Optional<Payload> payload(byte @Nullable [] bytes) {
        return Optional.ofNullable(bytes).map(Payload::takingOver);
    }
}
