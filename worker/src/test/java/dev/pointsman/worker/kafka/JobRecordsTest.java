package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.bytes;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static dev.pointsman.worker.kafka.TestingJobs.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The records that make a job's end visible. */
class JobRecordsTest {
    @AutoClose private final TestingIntake intake = new TestingIntake();

    @ParameterizedTest
    @MethodSource("keysAndValues")
    void aDeadLetterHasTheKeyAndTheValueOfTheJobAsTheyWere(byte[] key, byte[] value) {
        intake.add(record(ZERO, 7, key, value, List.of()));

        intake.step();

        var letter = only("dead-letters");
        assertThat(letter.key()).isEqualTo(key);
        assertThat(letter.value()).isEqualTo(value);
    }

    static Stream<Arguments> keysAndValues() {
        return Stream.of(
                Arguments.of(null, null),
                Arguments.of(bytes("key"), null),
                Arguments.of(null, bytes("value")),
                Arguments.of(new byte[0], new byte[0]),
                Arguments.of(bytes("key"), new byte[] {0, (byte) 0xff}));
    }

    @Test
    void aDeadLetterHasTheHeadersOfTheJobAndTheReason() {
        var trap = job(ZERO, 7, "trap", "x");
        trap.headers().add("x-mine", bytes("kept")).add("x-null", null);
        intake.add(trap);

        intake.step();

        assertThat(headers(only("dead-letters")))
                .containsEntry("ce_id", "0-7")
                .containsEntry("x-mine", "kept")
                .containsEntry("x-null", "null")
                .containsEntry("__pointsman.errors.topic", "jobs")
                .containsEntry("__pointsman.errors.partition", "0")
                .containsEntry("__pointsman.errors.offset", "7")
                .containsEntry("__pointsman.errors.attempts", "1")
                .containsKeys("__pointsman.errors.type", "__pointsman.errors.message");
    }

    @Test
    void whatAPublisherWroteUnderOurPrefixDoesNotSurvive() {
        var trap = job(ZERO, 7, "trap", "x");
        trap.headers().add("__pointsman.errors.type", bytes("forged"));
        intake.add(trap);

        intake.step();

        assertThat(Arrays.stream(only("dead-letters").headers().toArray()).map(Header::key))
                .containsOnlyOnce("__pointsman.errors.type");
        assertThat(headers(only("dead-letters")).get("__pointsman.errors.type"))
                .isNotEqualTo("forged");
    }

    @ParameterizedTest
    @CsvSource({"echo, x", "exit-code, 7"})
    void aJobThatDidNotEndInAnErrorHasNoDeadLetter(String module, String input) {
        intake.add(job(ZERO, 0, module, input));

        intake.step();

        assertThat(intake.producer.committed("dead-letters")).isEmpty();
        assertThat(intake.producer.committed("results")).hasSize(1);
    }

    @Test
    void aJobThatAsksForARetryItDoesNotGetHasADeadLetter() {
        intake.add(job(ZERO, 0, "exit-code", "75"));

        intake.step();

        assertThat(headers(only("dead-letters")).get("__pointsman.errors.type"))
                .isEqualTo("guest-exit");
        assertThat(intake.outcomes()).containsExactly("0-0 failure");
    }

    @Test
    void aJobThatExpiredHasNoDeadLetter() {
        var expired = job(ZERO, 0, "echo", "x");
        expired.headers().add("ce_expirytime", bytes("2020-01-01T00:00:00Z"));
        intake.add(expired);

        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 cancel");
        assertThat(intake.producer.committed("dead-letters")).isEmpty();
    }

    @Test
    void aResultHasTheKeyOfItsJob() {
        intake.add(job(ZERO, 0, "echo", "x"));

        intake.step();

        assertThat(only("results").key()).isEqualTo(bytes("key"));
        assertThat(only("results").value()).isEqualTo(bytes("x"));
    }

    @Test
    void whoPublishedARecordIsTheWorkersWord() {
        intake.topics.add("events");
        intake.add(job(ZERO, 0, "publish", "events"));

        intake.step();

        assertThat(only("events").key()).isEqualTo(bytes("greeting"));
        assertThat(only("events").value()).isEqualTo(bytes("hello"));
        assertThat(headers(only("events")))
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_id", "0-0:0")
                .containsEntry("ce_source", "urn:pointsman:acme:publish")
                .containsEntry("ce_tenant", "acme")
                .containsEntry("ce_causationid", "0-0")
                .containsEntry("ce_type", "com.example.greeting.v1")
                .containsEntry("content-type", "text/plain");
    }

    @Test
    void whatAJobPublishedBeforeItTrappedIsNotSeen() {
        intake.topics.add("events");
        intake.add(job(ZERO, 0, "trap", "events"));

        intake.step();

        assertThat(intake.producer.committed("events")).isEmpty();
    }

    private ProducerRecord<byte[], byte[]> only(String topic) {
        return intake.producer.committed(topic).getFirst();
    }

    private static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
        return Arrays.stream(record.headers().toArray())
                .collect(Collectors.toMap(Header::key, JobRecordsTest::text));
    }

    private static String text(Header header) {
        return header.value() == null ? "null" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
