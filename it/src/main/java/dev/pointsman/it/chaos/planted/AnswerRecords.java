package dev.pointsman.it.chaos.planted;

import dev.pointsman.contracts.DeadLetter;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Execution;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.JobResultCodec;
import dev.pointsman.contracts.Links;
import dev.pointsman.contracts.ModuleName;
import dev.pointsman.contracts.PublishedEvent;
import dev.pointsman.contracts.Publisher;
import dev.pointsman.contracts.RecordPlace;
import dev.pointsman.contracts.Retry;
import dev.pointsman.contracts.RetryCodec;
import dev.pointsman.it.chaos.check.LogTopic;
import dev.pointsman.it.chaos.jobs.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The records that an answer is told in, as a worker would write them. Stateless. */
public final class AnswerRecords {
    private AnswerRecords() {}

    /** Under the job's key. */
    public static ProducerRecord<byte[], byte[]> result(Answer answer, int attempt) {
        var result =
                new JobResult(
                        answer.id(),
                        answer.tenant(),
                        answer.module(),
                        answer.outcome(),
                        Execution.NONE.onAttempt(attempt),
                        "urn:pointsman:planted",
                        Instant.now(),
                        Links.NONE);
        return record(
                LogTopic.RESULTS,
                answer.key(),
                JobResultCodec.value(result).toBytes(),
                JobResultCodec.write(result));
    }

    /** Before an attempt that is not the first. */
    public static ProducerRecord<byte[], byte[]> retry(
            ConsumerRecord<byte[], byte[]> job, int attempt) {
        var now = Instant.now();
        var place = new RecordPlace(job.topic(), job.partition(), job.offset(), job.timestamp());
        var retry = new Retry(attempt, now, now, place, ErrorCode.GUEST_EXIT);
        return new ProducerRecord<>(
                LogTopic.RETRIES.topic(),
                job.partition(),
                job.key(),
                job.value(),
                RetryCodec.write(job.headers(), retry));
    }

    /** After a failure or an error. */
    public static Optional<ProducerRecord<byte[], byte[]>> deadLetter(
            ConsumerRecord<byte[], byte[]> job, Answer answer, int attempts) {
        return answer.outcome()
                .reason()
                .map(code ->
                        record(
                                LogTopic.DEAD_LETTERS,
                                answer.key(),
                                job.value(),
                                new DeadLetter(
                                                job.topic(),
                                                job.partition(),
                                                job.offset(),
                                                job.timestamp(),
                                                code,
                                                answer.outcome().word(),
                                                attempts)
                                        .headers(job.headers())));
    }

    /** What the module publish publishes, whether or not this job may. */
    public static ProducerRecord<byte[], byte[]> event(Answer answer) {
        var event =
                new PublishedEvent(publisher(answer), 0, "com.example.greeting.v1", "text/plain");
        var hello = "hello".getBytes(StandardCharsets.UTF_8);
        return record(LogTopic.ALERTS, Optional.of("greeting"), hello, event.headers());
    }

    private static Publisher publisher(Answer answer) {
        return new Publisher(
                answer.tenant().orElseThrow(),
                new ModuleName("publish"),
                Instant.now(),
                new JobId(answer.id().value()),
                Links.NONE);
    }

    private static ProducerRecord<byte[], byte[]> record(
            LogTopic topic, Optional<String> key, byte @Nullable [] value, List<Header> headers) {
        byte @Nullable [] bytes =
                key.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(null);
        return new ProducerRecord<>(topic.topic(), null, bytes, value, headers);
    }
}
