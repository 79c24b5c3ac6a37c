package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.bytes;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static dev.pointsman.worker.kafka.TestingJobs.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Jobs that fit into their own topic, compressed say, and then into no other: they block nobody,
 * and are answered all the same.
 */
class OversizedJobsTest {
    private static final int MAX_BYTES = 1_000;

    @AutoClose private final TestingIntake intake = new TestingIntake();

    @BeforeEach
    void topicsTakeNoLargeRecords() {
        intake.producer.refuse(
                new RecordTooLargeException("too large"),
                record -> size(record.key()) + size(record.value()) > MAX_BYTES);
    }

    @Test
    void aDeadLetterThatIsTooLargeGoesWithoutKeyAndValue() {
        intake.add(record(ZERO, 0, bytes("key"), new byte[2 * MAX_BYTES], List.of()));

        intake.step();

        assertThat(intake.producer.committed("dead-letters"))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.key()).isNull();
                    assertThat(letter.value()).isNull();
                    assertThat(header(letter, "__pointsman.errors.type"))
                            .isEqualTo("job-malformed");
                    assertThat(header(letter, "__pointsman.errors.message"))
                            .contains("ce_specversion", "are in the job's record only");
                });
    }

    @Test
    void aFailureStaysOneWhenItsDeadLetterIsTooLarge() {
        intake.add(job(ZERO, 0, "exit-code", "7".repeat(2 * MAX_BYTES)));

        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 failure");
        assertThat(intake.producer.committed("dead-letters"))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.value()).isNull();
                    assertThat(header(letter, "__pointsman.errors.payload.dropped"))
                            .isEqualTo("true");
                });
    }

    @Test
    void aResultWhoseKeyIsTooLargeGoesWithoutIt() {
        intake.add(record(ZERO, 0, new byte[2 * MAX_BYTES], bytes("x"), List.of()));

        intake.step();

        assertThat(intake.producer.committed("results"))
                .singleElement()
                .satisfies(result -> assertThat(result.key()).isNull());
        assertThat(intake.outcomes()).containsExactly("jobs-0-0 job-malformed");
        assertThat(intake.offsets()).isEqualTo(Map.of(ZERO, 1L));
    }

    @Test
    void othersInTheSameTransactionKeepTheirs() {
        intake.add(job(ZERO, 0, "echo", "x"))
                .add(record(ZERO, 1, bytes("key"), new byte[2 * MAX_BYTES], List.of()))
                .add(job(ZERO, 2, "trap", "x"));

        intake.step();

        assertThat(intake.producer.committed("results")).hasSize(3);
        assertThat(intake.producer.committed("dead-letters").getLast().value()).isNotNull();
    }

    @Test
    void aRecordThatIsTooLargeWithoutKeyAndValueIsForTheOperator() {
        intake.add(record(ZERO, 0, bytes("key"), bytes("x"), List.of()));
        intake.producer.refuse(new RecordTooLargeException("too large"), on("results"));

        assertThatThrownBy(intake::step)
                .isInstanceOf(KafkaException.class)
                .hasMessage("a RESULT could not be written to topic results");
    }

    private static Predicate<ProducerRecord<byte[], byte[]>> on(String topic) {
        return record -> record.topic().equals(topic);
    }

    private static int size(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
