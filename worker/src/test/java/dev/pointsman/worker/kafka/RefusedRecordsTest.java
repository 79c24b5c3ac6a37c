package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that Kafka will not take: whose fault it is, and who is left alone. */
class RefusedRecordsTest {
    private static final ApiException TOO_LARGE = new RecordTooLargeException("too large");
    private static final ApiException DENIED = new TopicAuthorizationException(Set.of("events"));

    @AutoClose private final TestingIntake intake = new TestingIntake();

    @Test
    void aResultTheProducerFindsTooLargeFailsItsJobOnly() {
        threeJobs();
        intake.producer.refuse(TOO_LARGE, resultsOver(4));

        intake.step();

        assertThat(intake.outcomes())
                .containsExactly("0-0 success", "0-1 output-too-large", "0-2 success");
        assertThat(intake.offsets()).isEqualTo(Map.of(ZERO, 3L));
    }

    static List<ApiException> sizes() {
        return List.of(TOO_LARGE, new RecordBatchTooLargeException("larger than a segment"));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void aResultTheBrokerFindsTooLargeFailsItsJobOnly(ApiException size) {
        threeJobs();
        intake.producer.refuseAtBroker(size, resultsOver(4));

        intake.step();

        assertThat(intake.outcomes())
                .containsExactly("0-0 success", "0-1 output-too-large", "0-2 success");
        assertThat(intake.producer.committed("dead-letters")).hasSize(1);
    }

    @Test
    void aResultThatIsRefusedWhileOffsetsAreOnTheirWayFailsItsJobOnly() {
        threeJobs();
        intake.producer.refuseAtBroker(TOO_LARGE, resultsOver(4));
        intake.producer.whileOffsetsAreSent = intake.producer::flush;

        intake.step();

        assertThat(intake.outcomes())
                .containsExactly("0-0 success", "0-1 output-too-large", "0-2 success");
        assertThat(intake.offsets()).isEqualTo(Map.of(ZERO, 3L));
    }

    @Test
    void severalResultsThatAreTooLargeFailTheirJobsOnly() {
        for (var offset = 0; offset < 6; offset++) {
            intake.add(job(ZERO, offset, "echo", offset % 2 == 0 ? "tiny" : "far too large"));
        }
        intake.producer.refuseAtBroker(TOO_LARGE, resultsOver(4));

        intake.step();

        assertThat(intake.outcomes().stream().filter(it -> it.endsWith("output-too-large")))
                .containsExactly(
                        "0-1 output-too-large", "0-3 output-too-large", "0-5 output-too-large");
    }

    @Test
    void aPublicationThatIsTooLargeFailsItsJobOnly() {
        intake.topics.addAll(List.of("events", "others"));
        intake.add(job(ZERO, 0, "publish", "events"))
                .add(job(ZERO, 1, "publish", "others"))
                .add(job(ONE, 0, "echo", "x"));
        intake.producer.refuseAtBroker(TOO_LARGE, on("events"));

        intake.step();

        assertThat(intake.outcomes())
                .containsExactlyInAnyOrder("0-0 publish-refused", "0-1 success", "1-0 success");
        assertThat(intake.producer.committed("others")).hasSize(1);
    }

    @Test
    void aTopicTheWorkerMayNotWriteToFailsAllThatPublishToItAtOnce() {
        intake.topics.addAll(List.of("events", "others"));
        intake.add(job(ZERO, 0, "publish", "events"))
                .add(job(ZERO, 1, "publish", "others"))
                .add(job(ZERO, 2, "publish", "events"));
        intake.producer.refuseAtBroker(DENIED, on("events"));

        intake.step();

        assertThat(intake.outcomes())
                .containsExactly("0-0 publish-failed", "0-1 success", "0-2 publish-failed");
        assertThat(intake.producer.committed("events")).isEmpty();
    }

    @Test
    void aPublicationThatItsTopicDoesNotTakeFailsItsJobOnly() {
        intake.topics.addAll(List.of("events", "others"));
        intake.add(job(ZERO, 0, "publish", "others"))
                .add(job(ZERO, 1, "publish-keyless", "events"))
                .add(job(ZERO, 2, "publish", "events"))
                .add(job(ZERO, 3, "publish-keyless", "events"));
        intake.producer.refuseAtBroker(
                new InvalidRecordException("compacted, and no key"),
                on("events").and(record -> record.key() == null));

        intake.step();

        assertThat(intake.outcomes())
                .containsExactly(
                        "0-0 success", "0-1 publish-refused", "0-2 success", "0-3 publish-refused");
    }

    /** A policy of every topic there is would else be one of every tenant's state and results. */
    @ParameterizedTest
    @ValueSource(strings = {"results", "dead-letters", "state", "retries", "effects", "guest-logs"})
    void nothingIsPublishedToWhatIsTheWorkersOwn(String topic) {
        intake.topics.add(topic);
        intake.add(job(ZERO, 0, "publish", topic));

        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 publish-refused");
        assertThat(intake.results().getFirst().outcome().toString())
                .contains("topic " + topic + " is the workers' own");
    }

    @ParameterizedTest
    @MethodSource("faultsOfTheTopicOrRecord")
    void whatABrokerHasAgainstAPublicationStopsNoWorker(ApiException reason) {
        intake.topics.add("events");
        intake.add(job(ZERO, 0, "publish", "events")).add(job(ZERO, 1, "echo", "x"));
        intake.producer.refuseAtBroker(reason, on("events"));

        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 publish-refused", "0-1 success");
    }

    static Stream<ApiException> faultsOfTheTopicOrRecord() {
        return Stream.of(
                new RecordBatchTooLargeException("too large"),
                new InvalidTimestampException("too old"),
                new PolicyViolationException("not here"));
    }

    /** Each of them alone would cost all the others a transaction. */
    @Test
    void allResultsThatAreTooLargeForTheirTopicFailInOneRound() {
        for (var offset = 0; offset < 40; offset++) {
            intake.add(job(ZERO, offset, "echo", "x".repeat(offset < 20 ? 10 : 9_000 - offset)));
        }
        intake.sizes.put("results", 8_000);
        intake.producer.refuseAtBroker(TOO_LARGE, resultsOver(8_000));

        intake.step();

        assertThat(intake.outcomes().stream().filter(it -> it.endsWith("output-too-large")))
                .hasSize(20);
        assertThat(intake.steps).containsOnlyOnce(TransactionStep.ABORTED);

        intake.add(job(ZERO, 40, "echo", "x".repeat(8_001)));
        intake.step();
        assertThat(intake.outcomes()).endsWith("0-40 output-too-large");
        assertThat(intake.steps).containsOnlyOnce(TransactionStep.ABORTED);
    }

    @Test
    void aTopicOfABadNameFailsItsJob() {
        intake.topics.add("events");
        intake.add(job(ZERO, 0, "publish", "events"));
        intake.producer.refuse(new InvalidTopicException("bad"), on("events"));

        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 publish-refused");
    }

    @Test
    void aRefusalThatIsNotOfTheTopicIsTheWorkersFault() {
        intake.topics.add("events");
        intake.add(job(ZERO, 0, "publish", "events"));
        intake.producer.refuse(new ClusterAuthorizationException("no"), on("events"));

        assertThatThrownBy(intake::step).isInstanceOf(KafkaException.class);

        assertThat(intake.told).isEmpty();
    }

    @Test
    void aResultThatMayNotBeWrittenIsTheWorkersFault() {
        intake.add(job(ZERO, 0, "echo", "x"));
        intake.producer.refuseAtBroker(DENIED, on("results"));

        assertThatThrownBy(intake::step)
                .isInstanceOf(KafkaException.class)
                .hasMessage("a RESULT could not be written to topic results");

        assertThat(intake.producer.history()).isEmpty();
    }

    @Test
    void aDeadLetterThatMayNotBeWrittenIsTheWorkersFault() {
        intake.add(job(ZERO, 0, "trap", "x"));
        intake.producer.refuseAtBroker(DENIED, on("dead-letters"));

        assertThatThrownBy(intake::step)
                .isInstanceOf(KafkaException.class)
                .hasMessage("a DEAD_LETTER could not be written to topic dead-letters");

        assertThat(intake.told).isEmpty();
    }

    @Test
    void aProducerThatWasFencedAbortsNothing() {
        intake.add(job(ZERO, 0, "echo", "x"));
        intake.producer.refuse(new ProducerFencedException("fenced"), on("results"));

        assertThatThrownBy(intake::step).hasCauseInstanceOf(ProducerFencedException.class);

        assertThat(intake.producer.transactionAborted()).isFalse();
    }

    private void threeJobs() {
        intake.add(job(ZERO, 0, "echo", "tiny"))
                .add(job(ZERO, 1, "echo", "far too large"))
                .add(job(ZERO, 2, "echo", "tiny"));
    }

    private static Predicate<ProducerRecord<byte[], byte[]>> on(String topic) {
        return record -> record.topic().equals(topic);
    }

    /** Successes of so many bytes, and not the problem documents that come instead. */
    private static Predicate<ProducerRecord<byte[], byte[]>> resultsOver(int bytes) {
        return on("results")
                .and(record -> record.value().length > bytes && record.value()[0] != '{');
    }
}
