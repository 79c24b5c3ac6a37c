package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** From polled records to committed results. */
class IntakeTest {
    @AutoClose private final TestingIntake intake = new TestingIntake();

    @Test
    void aJobsResultAndItsOffsetAreOneTransaction() {
        intake.add(job(ZERO, 0, "echo", "hello"));

        var committed = intake.step();

        assertThat(committed).isEqualTo(1);
        assertThat(intake.results())
                .singleElement()
                .satisfies(result ->
                        assertThat(result.outcome())
                                .isEqualTo(new Outcome.Succeeded(Payload.ofUtf8("hello"))));
        assertThat(intake.offsets()).isEqualTo(Map.of(ZERO, 1L));
        assertThat(intake.producer.commitCount()).isEqualTo(1);
    }

    @Test
    void withoutJobsThereIsNoTransaction() {
        var committed = intake.step();

        assertThat(committed).isZero();
        assertThat(intake.producer.commitCount()).isZero();
    }

    @Test
    void jobsOfAllPartitionsShareATransaction() {
        intake.add(job(ZERO, 0, "echo", "a")).add(job(ONE, 0, "echo", "b"));

        intake.step();

        assertThat(intake.outcomes()).containsExactlyInAnyOrder("0-0 success", "1-0 success");
        assertThat(intake.producer.commitCount()).isEqualTo(1);
    }

    @Test
    void resultsOfAPartitionAreInTheOrderOfItsJobs() {
        for (var offset = 0; offset < 20; offset++) {
            intake.add(job(ZERO, offset, offset % 3 == 0 ? "trap" : "echo", "x"));
        }

        intake.step();

        assertThat(intake.results().stream().map(it -> it.id().value()))
                .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(i -> "0-" + i).toList());
    }

    @Test
    void theOffsetOfAPartitionIsTheOneAfterItsLastJob() {
        intake.add(job(ZERO, 3, "echo", "a"))
                .add(job(ZERO, 7, "echo", "b"))
                .add(job(ONE, 40, "echo", "c"));

        intake.step();

        assertThat(intake.offsets()).isEqualTo(Map.of(ZERO, 8L, ONE, 41L));
    }

    @Test
    void theGroupsMetadataIsThatOfThePollHoweverTheGroupChangesMeanwhile() {
        intake.meanwhile = intake.consumer::bumpGeneration;
        intake.add(job(ZERO, 0, "echo", "a"));
        var polled = intake.consumer.groupMetadata();

        intake.step();

        assertThat(intake.consumer.groupMetadata()).isNotEqualTo(polled);
        assertThat(intake.producer.group()).isEqualTo(polled);
    }

    @Test
    void listenersAreToldAfterTheCommit() {
        intake.add(job(ZERO, 0, "echo", "a")).add(job(ZERO, 1, "trap", "b"));

        intake.step();

        assertThat(intake.told.stream().map(it -> it.result().id().value()))
                .containsExactly("0-0", "0-1");
        assertThat(intake.commitsWhenTold).containsOnly(1L);
    }

    @Test
    void whatIsFencedIsNotCommittedAndNotTold() {
        intake.add(job(ZERO, 0, "echo", "a"));
        intake.producer.commitTransactionException = new ProducerFencedException("fenced");

        assertThatThrownBy(intake::step).isInstanceOf(ProducerFencedException.class);

        assertThat(intake.told).isEmpty();
        assertThat(intake.producer.history()).isEmpty();
    }

    @Test
    void whatIsNotAnsweredInTimeIsNotTold() {
        intake.add(job(ZERO, 0, "echo", "a"));
        intake.producer.commitTransactionException = new TimeoutException("no answer");

        assertThatThrownBy(intake::step).isInstanceOf(TimeoutException.class);

        assertThat(intake.told).isEmpty();
    }

    @Test
    void offsetsThatAreRefusedLeaveNothing() {
        intake.add(job(ZERO, 0, "echo", "a"));
        intake.producer.sendOffsetsToTransactionException = new KafkaException("refused");

        var committed = intake.step();

        assertThat(committed).isZero();
        assertThat(intake.producer.transactionAborted()).isTrue();
        assertThat(intake.told).isEmpty();
        assertThat(intake.producer.history()).isEmpty();
        assertThat(intake.producer.consumerGroupOffsetsHistory()).isEmpty();
    }
}
