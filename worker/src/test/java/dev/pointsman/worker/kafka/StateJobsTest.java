package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.TWO;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.StateKeyCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Jobs that count those of their key, and what becomes of their count. */
class StateJobsTest {
    @AutoClose private final TestingIntake intake = new TestingIntake();

    @Test
    void eachJobGoesOnWhereTheOneBeforeWasThoughNoneIsCommittedYet() {
        count(0, "").count(1, "").count(2, "");

        intake.step();

        assertThat(answers()).containsExactly("1", "2", "3");
        assertThat(intake.producer.commitCount()).isEqualTo(1);
    }

    @Test
    void stateIsWrittenOnTheJobsPartitionInTheOrderOfItsKey() {
        count(0, "").count(1, "").count(2, "d");

        intake.step();

        assertThat(written())
                .containsExactly("0 acme key 'n' 1", "0 acme key 'n' 2", "0 acme key 'n' null");
    }

    @Test
    void theNextBatchGoesOnWhereTheLastOneWas() {
        count(0, "");
        intake.step();
        count(1, "");
        intake.step();

        assertThat(answers()).containsExactly("1", "2");
    }

    @Test
    void whatAJobLeftThatDidNotEndWellIsNotSeen() {
        count(0, "").count(1, "trap").count(2, "fail").count(3, "");

        intake.step();

        assertThat(intake.outcomes())
                .containsExactly("0-0 success", "0-1 guest-trap", "0-2 failure", "0-3 success");
        assertThat(answers()).containsExactly("1", "2");
        assertThat(written()).hasSize(2);
    }

    @Test
    void whatWasAbortedIsNotSeenByTheJobsThatAreRunAgain() {
        count(0, "");
        intake.step();
        intake.consumer.committed(ZERO, 1, "");
        count(1, "").count(2, "");
        intake.producer.commitTransactionException = new RecordTooLargeException("for once");
        intake.step();
        intake.producer.commitTransactionException = null;

        intake.poll();
        intake.step();

        assertThat(answers()).containsExactly("1", "2", "3");
    }

    @Test
    void theStateOfAPartitionThatWasTakenAwayIsReadAgainWhenItComesBack() {
        count(0, "");
        intake.step();
        intake.consumer.rebalance(Set.of(ONE, TWO));
        intake.state.add(TestingStateTopic.ZERO, 0, "n", "1");
        intake.state.add(TestingStateTopic.ZERO, 1, "n", "41");
        intake.consumer.committed(ZERO, 1, "");

        intake.consumer.rebalance(Set.of(ZERO, ONE, TWO));
        count(1, "");
        intake.poll();
        intake.step();

        assertThat(answers()).containsExactly("1", "42");
    }

    @Test
    void aPartitionIsNotRunBeforeItsStateIsRead() {
        intake.consumer.rebalance(Set.of());
        intake.state.endsAt(TestingStateTopic.ZERO, 3);
        intake.consumer.rebalance(Set.of(ZERO, ONE));
        count(0, "");
        intake.add(job(ONE, 0, "counter", ""));

        intake.poll();
        intake.step();

        assertThat(intake.outcomes()).containsExactly("1-0 success");
        intake.state.add(TestingStateTopic.ZERO, 1, "n", "6");
        intake.state.add(TestingStateTopic.ZERO, 2, "other", "x");
        intake.poll();
        intake.step();

        assertThat(answers()).containsExactly("1", "7");
    }

    @Test
    void aPartitionWithoutAPartitionForItsStateIsNotRun() {
        intake.consumer.rebalance(Set.of());
        intake.state.isMissing(TestingStateTopic.ZERO);

        intake.consumer.rebalance(Set.of(ZERO, ONE));
        intake.poll();

        assertThat(intake.refusals())
                .singleElement()
                .asString()
                .contains("there is no partition state-0", "kafka-topics --alter");
    }

    @Test
    void aJobThatCannotPublishLeavesNoStateAndNobodyHasSeenAny() {
        count(0, "").count(1, "pnowhere");

        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 success", "0-1 publish-failed");
        assertThat(written()).containsExactly("0 acme key 'n' 1");
        count(2, "");
        intake.step();
        assertThat(answers()).containsExactly("1", "2");
    }

    /** The third job began on top of the second, which nobody knew by then to end with an error. */
    @Test
    void jobsThatHaveSeenTheStateOfOneThatCannotPublishAreRunAgainWithoutIt() {
        count(0, "").count(1, "pnowhere").count(2, "");

        intake.step();
        assertThat(intake.outcomes()).isEmpty();
        intake.poll();
        oneAfterTheOther();

        assertThat(intake.outcomes())
                .containsExactly("0-0 success", "0-1 publish-failed", "0-2 success");
        assertThat(answers()).containsExactly("1", "2");
        assertThat(written()).containsExactly("0 acme key 'n' 1", "0 acme key 'n' 2");
    }

    @Test
    void soAreThoseThatHaveSeenTheStateOfOneThatTheBrokerRefuses() {
        intake.topics.addAll(List.of("events"));
        intake.producer.refuseAtBroker(new RecordTooLargeException("too large"), on("events"));
        count(0, "").count(1, "pevents").count(2, "pevents").count(3, "");

        intake.step();
        assertThat(intake.outcomes()).isEmpty();
        intake.poll();
        oneAfterTheOther();

        assertThat(intake.outcomes())
                .containsExactly(
                        "0-0 success", "0-1 publish-refused", "0-2 publish-refused", "0-3 success");
        assertThat(answers()).containsExactly("1", "2");
        assertThat(intake.producer.committed("events")).isEmpty();
    }

    /** A job has no say in whether it is taken, so it is nothing to end a job by. */
    @Test
    void aStateRecordThatIsRefusedIsNoFaultOfItsJob() {
        count(0, "");
        intake.producer.refuseAtBroker(new InvalidTopicException("state"), on("state"));

        assertThatThrownBy(intake::step)
                .isInstanceOf(Unwritable.class)
                .hasMessageContaining("STATE");
    }

    /** Jobs of a tenant that was warned, see {@link WarnedTenantsTest}. */
    private void oneAfterTheOther() {
        while (intake.step() > 0) {
            // The next of its key begins when this is committed.
        }
    }

    private StateJobsTest count(long offset, String input) {
        intake.add(job(ZERO, offset, "counter", input));
        return this;
    }

    private List<String> answers() {
        return intake.results().stream()
                .map(JobResult::outcome)
                .filter(Outcome.Succeeded.class::isInstance)
                .map(outcome -> ((Outcome.Succeeded) outcome).output().asText())
                .toList();
    }

    /** The committed records of the state topic: partition, tenant, key, name and value. */
    private List<String> written() {
        return intake.producer.committed("state").stream().map(StateJobsTest::text).toList();
    }

    private static String text(ProducerRecord<byte[], byte[]> record) {
        var key = StateKeyCodec.read(record.key()).orElseThrow();
        return record.partition()
                + " "
                + key.scope().tenant()
                + " "
                + key.scope().recordKey().asText()
                + " "
                + key.name()
                + " "
                + (record.value() == null
                        ? "null"
                        : new String(record.value(), StandardCharsets.UTF_8));
    }

    private static Predicate<ProducerRecord<byte[], byte[]>> on(String topic) {
        return record -> record.topic().equals(topic);
    }
}
