package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.JobCancel;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRecordCodec;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.testing.TestingContexts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;

/** Records of the jobs topic, as publishers write them. */
final class TestingJobs {
    static final String JOBS = "jobs";
    static final KafkaSettings.Topics TOPICS =
            new KafkaSettings.Topics(
                    JOBS, "results", "dead-letters", "state", "guest-logs", "effects");
    static final TopicPartition ZERO = new TopicPartition(JOBS, 0);
    static final TopicPartition ONE = new TopicPartition(JOBS, 1);
    static final TopicPartition TWO = new TopicPartition(JOBS, 2);

    private TestingJobs() {}

    /** A job of acme whose id is its place, {@code 0-42}. */
    static ConsumerRecord<byte[], byte[]> job(
            TopicPartition partition, long offset, String module, String input) {
        var id = partition.partition() + "-" + offset;
        return job(partition, offset, new JobId(id), module, input);
    }

    /** The job at another offset of partition 0, published once more. */
    static ConsumerRecord<byte[], byte[]> again(
            TopicPartition partition, long offset, long firstOffset) {
        return job(partition, offset, new JobId("0-" + firstOffset), "echo", "again");
    }

    /** The same record, published at this moment. */
    static ConsumerRecord<byte[], byte[]> at(Instant time, ConsumerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                time.toEpochMilli(),
                TimestampType.CREATE_TIME,
                record.serializedKeySize(),
                record.serializedValueSize(),
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty());
    }

    private static ConsumerRecord<byte[], byte[]> job(
            TopicPartition partition, long offset, JobId id, String module, String input) {
        var request =
                JobRequest.of(
                        id,
                        TestingContexts.ACME,
                        ModuleRef.named(module),
                        Event.of("urn:test", "com.example.test.v1"),
                        Payload.ofUtf8(input));
        return record(
                partition,
                offset,
                bytes("key"),
                request.input().toBytes(),
                JobRequestCodec.write(request));
    }

    /** A cancel of acme's job at this place. */
    static ConsumerRecord<byte[], byte[]> cancel(
            TopicPartition partition, long offset, long ofOffset) {
        var id = new JobId(partition.partition() + "-" + ofOffset);
        var cancel = new JobCancel(id, TestingContexts.ACME, "urn:test");
        return record(partition, offset, bytes("key"), null, JobRecordCodec.write(cancel));
    }

    static ConsumerRecord<byte[], byte[]> record(
            TopicPartition partition,
            long offset,
            byte[] key,
            byte[] value,
            Iterable<Header> headers) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                TestingContexts.NOON.toEpochMilli(),
                TimestampType.CREATE_TIME,
                key == null ? -1 : key.length,
                value == null ? -1 : value.length,
                key,
                value,
                new ProducerRecord<>(partition.topic(), null, key, value, headers).headers(),
                Optional.empty());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
