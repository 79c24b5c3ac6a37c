package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.bytes;
import static dev.pointsman.worker.kafka.TestingJobs.cancel;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static dev.pointsman.worker.kafka.TestingJobs.record;
import static dev.pointsman.worker.kafka.TestingRetries.LONG;
import static dev.pointsman.worker.kafka.TestingRetries.expired;
import static dev.pointsman.worker.kafka.TestingRetries.expiring;
import static dev.pointsman.worker.kafka.TestingRetries.failing;
import static dev.pointsman.worker.kafka.TestingRetries.header;
import static dev.pointsman.worker.kafka.TestingRetries.told;
import static dev.pointsman.worker.kafka.TestingRetries.trying;
import static dev.pointsman.worker.kafka.TestingRetries.tryingInOrder;
import static dev.pointsman.worker.kafka.TestingRetryTopic.RETRIES_ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.RetryOrder;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that keep the order of their key while they wait for another attempt. */
class StrictRetriesTest {
    @AutoClose private final TestingIntake intake = new TestingIntake();

    @BeforeEach
    void jobsAreTriedTwiceInOrder() {
        intake.tenants = tryingInOrder(2);
    }

    private static ConsumerRecord<byte[], byte[]> good(long offset) {
        return job(ZERO, offset, "echo", "x");
    }

    @Test
    void thoseBehindItInItsKeyWaitUntilItHasItsResult() {
        intake.add(failing(0)).add(good(1)).step();
        assertThat(intake.outcomes()).isEmpty();

        intake.readRetries(LONG);
        intake.step();
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 failure", "0-1 success");
    }

    @Test
    void itsRecordSaysSo() {
        intake.add(failing(0)).step();

        var retry = intake.producer.committed("retries").getFirst();
        assertThat(told(retry).order()).isEqualTo(RetryOrder.STRICT);
        assertThat(header(retry, "__pointsman.retry.order")).isEqualTo("strict");
    }

    @Test
    void jobsOfOtherKeysDoNotWait() {
        var other = good(1);
        intake.add(failing(0))
                .add(record(ZERO, 1, bytes("another"), other.value(), other.headers()))
                .add(record(ZERO, 2, null, other.value(), good(2).headers()))
                .step();

        assertThat(intake.outcomes()).containsExactlyInAnyOrder("0-1 success", "0-2 success");
    }

    @Test
    void aJobWithoutAKeyHoldsUpNobody() {
        var keyless = failing(0);
        intake.add(record(ZERO, 0, null, keyless.value(), keyless.headers()))
                .add(record(ZERO, 1, null, good(1).value(), good(1).headers()))
                .step();

        assertThat(intake.outcomes()).containsExactly("0-1 success");
    }

    @Test
    void withOneAttemptThereIsNothingToWaitFor() {
        intake.tenants = tryingInOrder(1);

        intake.add(failing(0)).add(good(1)).step();
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 failure", "0-1 success");
    }

    /** Until then its record's word counts, which is that of the policy it failed under. */
    @Test
    void aPolicyThatSaysSoNoLongerCountsFromTheNextAttemptOn() {
        intake.tenants = tryingInOrder(3);
        intake.add(failing(0)).add(good(1)).step();
        intake.tenants = trying(3);
        intake.step();
        assertThat(intake.outcomes()).isEmpty();

        intake.readRetries(LONG);
        intake.step();
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-1 success");
        assertThat(told(intake.producer.committed("retries").getLast()).order())
                .isEqualTo(RetryOrder.FREE);
    }

    @Test
    void itIsCancelledAndTheOthersGoOn() {
        intake.add(failing(0)).add(good(1)).step();
        intake.readRetries(Duration.ZERO);

        intake.add(cancel(ZERO, 2, 0)).step();
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 cancel", "0-1 success");
    }

    @Test
    void oneBehindItIsCancelled() {
        intake.add(failing(0)).add(good(1)).step();

        intake.add(cancel(ZERO, 2, 1)).step();

        assertThat(intake.outcomes()).containsExactly("0-1 cancel");
    }

    @Test
    void oneThatIsCancelledWhenItIsTriedLetsTheOthersGoOn() {
        intake.add(expiring(Duration.ofMinutes(1))).add(good(1)).step();
        var late = expired(intake.producer.committed("retries").getFirst().headers());
        intake.retries.leaveOut(intake.producer);
        intake.retries.consumer.append(RETRIES_ZERO, bytes("key"), bytes("75"), late);

        intake.readRetries(LONG);
        intake.step();
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 cancel", "0-1 success");
    }

    /** It is known only in the transaction, when others of its key would have begun long since. */
    @Test
    void oneWhosePublishedRecordIsRefusedKeepsItsOrderToo() {
        intake.add(job(ZERO, 0, "publish", "somewhere")).add(good(1)).step();

        assertThat(intake.outcomes()).isEmpty();
        assertThat(told(intake.producer.committed("retries").getFirst()).order())
                .isEqualTo(RetryOrder.STRICT);
        assertThat(intake.producer.committed("somewhere")).isEmpty();
        intake.topics.add("somewhere");
        intake.readRetries(LONG);
        intake.step();
        intake.step();
        assertThat(intake.outcomes()).hasSize(2);
    }

    @Test
    void oneWhosePublishedRecordIsTakenLetsTheOthersGoOnWhenItIsCommitted() {
        intake.topics.add("somewhere");

        intake.add(job(ZERO, 0, "publish", "somewhere")).add(good(1)).step();
        assertThat(intake.outcomes()).containsExactly("0-0 success");
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 success", "0-1 success");
    }

    @Test
    void oneThatCannotBeWrittenForAnotherAttemptLetsTheOthersGoOn() {
        intake.producer.refuse(
                new RecordTooLargeException("too large"), it -> it.topic().equals("retries"));

        intake.add(failing(0)).add(good(1)).step();
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 failure", "0-1 success");
    }

    @Test
    void afterAnAbortAllIsAsBefore() {
        intake.producer.commitTransactionException = new RecordTooLargeException("for once");
        intake.add(failing(0)).add(good(1)).step();
        intake.producer.commitTransactionException = null;
        intake.poll();
        intake.readRetries(Duration.ZERO);

        intake.step();
        assertThat(intake.outcomes()).isEmpty();
        intake.readRetries(LONG);
        intake.step();
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 failure", "0-1 success");
    }

    @Test
    void aKeyThatWaitsIsNoTrouble() {
        intake.add(failing(0)).add(good(1)).step();
        intake.readRetries(Duration.ZERO);

        assertThat(intake.trouble(0)).isEmpty();

        assertThat(intake.trouble(Duration.ofHours(1).toNanos())).isEmpty();
    }

    /** As when the topic of retries has lost it. */
    @Test
    void aKeyThatWaitsForARecordThatNobodyReadsIs() {
        intake.add(failing(0)).add(good(1)).step();

        assertThat(intake.trouble(0)).isEmpty();

        assertThat(intake.trouble(Duration.ofHours(1).toNanos()).orElseThrow())
                .contains("jobs-0 has work and has not got on");
    }
}
