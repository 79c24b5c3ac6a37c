package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.TWO;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.bytes;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static dev.pointsman.worker.kafka.TestingJobs.record;
import static dev.pointsman.worker.kafka.TestingRetries.LONG;
import static dev.pointsman.worker.kafka.TestingRetries.expired;
import static dev.pointsman.worker.kafka.TestingRetries.expiring;
import static dev.pointsman.worker.kafka.TestingRetries.failing;
import static dev.pointsman.worker.kafka.TestingRetries.told;
import static dev.pointsman.worker.kafka.TestingRetries.trying;
import static dev.pointsman.worker.kafka.TestingRetryTopic.RETRIES_ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.RecordPlace;
import dev.pointsman.contracts.Retry;
import dev.pointsman.contracts.RetryCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that ask for another attempt when something is wrong. */
class RetryTroubleTest {
    @AutoClose private final TestingIntake intake = new TestingIntake();

    @BeforeEach
    void jobsAreTriedThreeTimes() {
        intake.tenants = trying(3);
    }

    @Test
    void whatAPublisherSaysOfAttemptsIsIgnoredAndCounted() {
        var forged = new ArrayList<Header>(List.of(failing(0).headers().toArray()));
        forged.add(new RecordHeader("__pointsman.retry.attempt", bytes("99")));

        intake.add(record(ZERO, 0, bytes("key"), bytes("75"), forged)).step();

        var retry = intake.producer.committed("retries").getFirst();
        assertThat(told(retry).attempt()).isEqualTo(2);
        assertThat(intake.figures.pretending()).isEqualTo(1);
    }

    @Test
    void aRecordOfRetriesThatNoWorkerWroteIsAnsweredAndPutAside() {
        intake.retries.consumer.append(
                RETRIES_ZERO, bytes("key"), bytes("x"), job(ZERO, 7, "echo", "x").headers());

        intake.readRetries(Duration.ZERO);
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-7 job-malformed");
        assertThat(intake.producer.committed("dead-letters")).hasSize(1);
    }

    /** It would be written to a topic that its author chooses. */
    @Test
    void aRetryThatSaysItIsFromElsewhereIsAnsweredAndPutAside() {
        var elsewhere = new RecordPlace("x", 0, 0, 0);
        var now = Instant.now();
        var forged = new Retry(2, now, now, elsewhere, ErrorCode.GUEST_EXIT);
        intake.retries.consumer.append(
                RETRIES_ZERO,
                bytes("key"),
                bytes("75"),
                RetryCodec.write(failing(7).headers(), forged));

        intake.readRetries(Duration.ZERO);
        intake.step();

        assertThat(intake.outcomes()).containsExactly("retries-0-0 job-malformed");
    }

    /** No clock of ours gets so far that it could be waited for. */
    @ParameterizedTest
    @ValueSource(strings = {"9999-12-31T00:00:00Z", "0000-01-01T00:00:00Z"})
    void aMomentThatNoWorkerWroteHoldsUpNobody(String due) {
        var moment = Instant.parse(due);
        var place = new RecordPlace("jobs", 0, 7, 0);
        var forged = new Retry(2, moment, moment, place, ErrorCode.GUEST_EXIT);
        intake.retries.consumer.append(
                RETRIES_ZERO,
                bytes("key"),
                bytes("75"),
                RetryCodec.write(failing(7).headers(), forged));
        intake.retries.consumer.append(
                RETRIES_ZERO, bytes("key"), bytes("x"), job(ZERO, 8, "echo", "x").headers());

        intake.readRetries(Duration.ZERO);
        intake.step();

        assertThat(intake.outcomes()).contains("0-8 job-malformed");
    }

    @Test
    void afterAnAbortItIsTriedAgainAsIfNothingHadBeen() {
        intake.add(failing(0));
        intake.producer.commitTransactionException = new RecordTooLargeException("for once");
        intake.step();
        intake.producer.commitTransactionException = null;
        assertThat(intake.producer.committed("retries")).isEmpty();
        intake.poll();
        intake.step();

        var retries = intake.producer.committed("retries");
        assertThat(retries).hasSize(1);
        assertThat(told(retries.getFirst()).attempt()).isEqualTo(2);
    }

    @Test
    void anAttemptWhosePartitionIsTakenAwayIsAnothers() {
        intake.add(failing(0)).step();
        intake.readRetries(LONG);

        intake.consumer.rebalance(Set.of(ONE, TWO));
        intake.step();

        assertThat(intake.told).hasSize(1);
        assertThat(intake.figures.waiting()).isZero();
        intake.readRetries(LONG);
        assertThat(intake.retries.assigned()).doesNotContain(RETRIES_ZERO).hasSize(2);
    }

    @Test
    void theNextOwnerTriesWhatTheOneBeforeHasLeft() {
        intake.add(failing(0)).step();
        intake.consumer.rebalance(Set.of(ONE, TWO));
        intake.consumer.committed(ZERO, 1, "");
        intake.consumer.committed(RETRIES_ZERO, 0, "");
        intake.consumer.updateEndOffsets(Map.of(RETRIES_ZERO, 1L));

        intake.consumer.rebalance(Set.of(ZERO, ONE, TWO));
        intake.poll();
        intake.readRetries(LONG);
        intake.step();

        assertThat(intake.told).hasSize(2);
        assertThat(intake.told.getLast().result().execution().attempt()).isEqualTo(2);
    }

    @Test
    void aRetryThatHasExpiredMeanwhileIsCancelled() {
        var expiring = expiring(Duration.ofMinutes(1));
        intake.add(expiring).step();
        assertThat(intake.producer.committed("retries")).hasSize(1);
        var late = expired(intake.producer.committed("retries").getFirst().headers());
        intake.retries.consumer.append(RETRIES_ZERO, bytes("key"), bytes("75"), late);

        intake.readRetries(LONG);
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 cancel");
        assertThat(intake.results().getFirst().execution().attempt()).isEqualTo(2);
    }

    @Test
    void aRetryThatWouldBeDueAfterItsJobExpiresIsNotMade() {
        intake.add(expiring(Duration.ofMillis(400))).step();

        assertThat(intake.producer.committed("retries")).isEmpty();
        assertThat(intake.outcomes()).containsExactly("0-0 failure");
        assertThat(intake.producer.committed("dead-letters")).hasSize(1);
    }

    @Test
    void aRecordTooLargeForRetriesHasHadItsLastAttempt() {
        intake.producer.refuse(
                new RecordTooLargeException("too large"), it -> it.topic().equals("retries"));

        intake.add(failing(0)).step();

        assertThat(intake.outcomes()).containsExactly("0-0 failure");
        assertThat(intake.producer.committed("dead-letters")).hasSize(1);
    }

    @Test
    void aRecordTooLargeForRetriesIsRecordedLikeAnyThatHadItsLastAttempt() {
        intake.tenants = TestingRunner.recording(trying(3));
        intake.producer.refuse(
                new RecordTooLargeException("too large"), it -> it.topic().equals("retries"));

        intake.add(failing(0)).step();

        assertThat(intake.producer.committed("dead-letters").getFirst().headers())
                .anyMatch(header -> header.key().equals("__pointsman.recording"));
    }

    /** The session is lost, and begins again at what is committed; the worker says so. */
    @Test
    void whenRetriesCannotBeWrittenNothingIsCommitted() {
        intake.producer.refuse(
                new TimeoutException("topic retries not present in metadata"),
                it -> it.topic().equals("retries"));
        intake.add(failing(0)).add(job(ZERO, 1, "echo", "x"));

        assertThatThrownBy(intake::step)
                .isInstanceOf(Unwritable.class)
                .hasMessageContaining("retries");

        assertThat(intake.producer.commitCount()).isZero();
        assertThat(intake.outcomes()).isEmpty();
    }
}
