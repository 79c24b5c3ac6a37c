package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each class of a producer's errors, and that nothing is lost or done twice after it. */
class FailedTransactionsTest {
    @AutoClose private final TestingIntake intake = new TestingIntake();

    /** After these the transaction can be aborted, and the producer used again. */
    static Stream<RuntimeException> abortable() {
        return Stream.of(
                new CommitFailedException("the member's epoch is stale"),
                new TransactionAbortableException("abort, please"),
                new FencedInstanceIdException("another has the instance id"),
                new TimeoutException("records expired in the buffer"),
                new KafkaException("in an error state", new TimeoutException("expired")));
    }

    /** After these nobody aborts: the producer is of no more use. */
    static Stream<RuntimeException> fatal() {
        return Stream.of(
                new ProducerFencedException("fenced"),
                new InvalidProducerEpochException("an old epoch"),
                new OutOfOrderSequenceException("lost count"),
                new TransactionalIdAuthorizationException("not this id"),
                new ClusterAuthorizationException("not here"),
                GroupAuthorizationException.forGroupId("workers"),
                new UnsupportedVersionException("too old a broker"),
                new InterruptException("told to end"),
                new KafkaException("in an error state", new ProducerFencedException("fenced")));
    }

    @BeforeEach
    void jobs() {
        // Who makes an InterruptException of Kafka's interrupts the thread by that.
        Thread.interrupted();
        intake.add(job(ZERO, 0, "echo", "a")).add(job(ONE, 0, "echo", "b"));
    }

    @ParameterizedTest
    @MethodSource("abortable")
    void afterAnAbortTheJobsAreRunAgainFromWhatIsCommitted(RuntimeException error) {
        intake.producer.sendOffsetsToTransactionException = error;
        assertThat(intake.step()).isZero();
        assertThat(intake.producer.transactionAborted()).isTrue();
        assertThat(intake.told).isEmpty();

        intake.producer.sendOffsetsToTransactionException = null;
        intake.poll();
        var committed = intake.step();

        assertThat(committed).isEqualTo(2);
        assertThat(intake.outcomes()).containsExactlyInAnyOrder("0-0 success", "1-0 success");
    }

    @ParameterizedTest
    @MethodSource("fatal")
    void afterAFatalErrorNobodyAbortsOrGoesOn(RuntimeException error) {
        intake.producer.sendOffsetsToTransactionException = error;

        assertThatThrownBy(intake::step).isSameAs(error);

        assertThat(intake.producer.transactionAborted()).isFalse();
        assertThat(intake.told).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("fatal")
    void aCommitThatFailsFatallyIsNotAborted(RuntimeException error) {
        intake.producer.commitTransactionException = error;

        assertThatThrownBy(intake::step).isSameAs(error);

        assertThat(intake.producer.transactionAborted()).isFalse();
        assertThat(intake.told).isEmpty();
    }

    @Test
    void aCommitWithoutAnAnswerIsNeitherASuccessNorAborted() {
        intake.producer.commitTransactionException = new TimeoutException("no answer");

        assertThatThrownBy(intake::step).isInstanceOf(TimeoutException.class);

        assertThat(intake.producer.transactionAborted()).isFalse();
        assertThat(intake.told).isEmpty();
    }

    @Test
    void aCommitThatTheBrokerWantsAbortedIsAborted() {
        intake.producer.commitTransactionException = new TransactionAbortableException("abort");

        assertThat(intake.step()).isZero();

        assertThat(intake.producer.transactionAborted()).isTrue();
        assertThat(intake.told).isEmpty();
    }

    /**
     * Found by simulation: the broker takes its offset all the same if this worker is told to give
     * up another partition besides.
     */
    @Test
    void whatIsGivenUpWhileItsOffsetIsOnItsWayIsNotCommitted() {
        intake.producer.whileOffsetsAreSent = () -> intake.consumer.rebalance(Set.of(ONE));

        assertThat(intake.step()).isZero();

        assertThat(intake.producer.transactionAborted()).isTrue();
        assertThat(intake.told).isEmpty();
    }

    @Test
    void aTransactionThatDoesNotEvenBeginIsAborted() {
        intake.producer.beginTransactionException = new KafkaException("not now");

        assertThatThrownBy(intake::step).isInstanceOf(RuntimeException.class);

        assertThat(intake.told).isEmpty();
    }

    @Test
    void anAbortThatFailsIsTheEndOfTheProducer() {
        intake.producer.sendOffsetsToTransactionException = new CommitFailedException("stale");
        intake.producer.abortTransactionException = new KafkaException("cannot abort");

        assertThatThrownBy(intake::step)
                .hasMessage("cannot abort")
                .satisfies(it -> assertThat(it.getSuppressed()).hasSize(1));
    }

    @Test
    void listenersAreToldHowFarATransactionGot() {
        intake.producer.sendOffsetsToTransactionException = new CommitFailedException("stale");
        intake.step();
        intake.producer.sendOffsetsToTransactionException = null;
        intake.poll();
        intake.step();

        assertThat(intake.steps)
                .containsExactly(
                        TransactionStep.BEGUN,
                        TransactionStep.SENT,
                        TransactionStep.ABORTED,
                        TransactionStep.BEGUN,
                        TransactionStep.SENT,
                        TransactionStep.OFFSETS_SENT,
                        TransactionStep.COMMITTED);
    }
}
