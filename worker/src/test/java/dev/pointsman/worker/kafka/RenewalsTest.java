package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.TWO;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.SeenCodec;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressCodec;
import dev.pointsman.worker.flow.ProgressReading;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Offsets that a broker forgets, and what a worker does that it does not, or is not misled. */
class RenewalsTest {
    private static final TopicPartition RETRIES = new TopicPartition("retries", 0);

    @AutoClose private final TestingIntake intake = new TestingIntake();

    @BeforeEach
    void noneIsOursYet() {
        intake.consumer.rebalance(Set.of());
        intake.renewals = intake.flow::renew;
    }

    @Test
    void whenAPartitionIsClaimedItIsCommittedHowFarItHasGotAndThatItIsBegun() {
        intake.consumer.committed(ZERO, 7, "");
        intake.consumer.committed(RETRIES, 0, "");

        own(ZERO);
        intake.commit();

        assertThat(intake.progress(ZERO)).isEqualTo(new ProgressReading.Ours(Progress.upTo(7)));
        assertThat(intake.offsets()).containsEntry(ZERO, 7L).containsEntry(RETRIES, 0L);
        assertThat(intake.producer.committed("state"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.partition()).isZero();
                    assertThat(it.key()).isEqualTo(SeenCodec.write(TestingQuestions.MARK));
                    assertThat(it.value()).isEqualTo(SeenCodec.write(Begun.VALUE));
                });
    }

    @Test
    void itIsThereNoLaterThanTheFirstResult() {
        own(ZERO);
        intake.add(job(ZERO, 0, "echo", "a"));
        intake.poll();
        intake.runJobs();

        intake.commit();

        assertThat(intake.producer.commitCount()).isOne();
        assertThat(intake.producer.committed("state")).hasSize(1);
        assertThat(intake.offsets()).containsEntry(ZERO, 1L).containsEntry(RETRIES, 0L);
    }

    @Test
    void onceADayItIsCommittedAgain() {
        own(ZERO);
        intake.commit();

        intake.nanos += Duration.ofHours(23).toNanos();
        intake.poll();
        assertThat(intake.producer.commitCount()).isOne();
        intake.commit();
        assertThat(intake.producer.commitCount()).isOne();
        after(Duration.ofHours(1));

        assertThat(intake.producer.commitCount()).isEqualTo(2);
        assertThat(intake.offsets()).containsEntry(ZERO, 0L);
    }

    /** Such as a transaction's marker, which is deleted with the records before it. */
    @Test
    void offsetsOfNoRecordsAreCommittedWithinAMinute() {
        own(ZERO);
        intake.add(job(ZERO, 0, "echo", "a"));
        intake.poll();
        intake.runJobs();
        intake.commit();

        intake.consumer.seek(ZERO, 3);
        after(Duration.ofSeconds(59));
        assertThat(intake.offsets()).containsEntry(ZERO, 1L);
        after(Duration.ofSeconds(1));

        assertThat(intake.offsets()).containsEntry(ZERO, 3L);
        assertThat(intake.producer.commitCount()).isEqualTo(2);
        after(Duration.ofMinutes(1));
        assertThat(intake.producer.commitCount()).isEqualTo(2);
    }

    /** The client would wait for it for a minute, and with it all jobs of the worker. */
    @Test
    void aPositionThatANewLeaderHasNotConfirmedIsNotWaitedFor() {
        own(ZERO, ONE);
        intake.commit();
        intake.consumer.seek(ZERO, 3);
        intake.consumer.seek(ONE, 4);
        intake.consumer.unconfirmed.add(ZERO);
        after(Duration.ofMinutes(1));
        assertThat(intake.offsets()).containsEntry(ONE, 4L).doesNotContainKey(ZERO);

        intake.consumer.unconfirmed.clear();
        after(Duration.ofMinutes(1));

        assertThat(intake.offsets()).containsEntry(ZERO, 3L);
    }

    @Test
    void nothingIsToldOfAPartitionThatWasTakenAway() {
        own(ZERO);
        intake.commit();

        intake.consumer.rebalance(Set.of());
        after(Duration.ofDays(1));

        assertThat(intake.producer.commitCount()).isOne();
    }

    /** After an abort nobody knows whether the mark is there. */
    @Test
    void aPartitionThatIsClaimedAnewIsToldOfAnew() {
        intake.producer.sendOffsetsToTransactionException = new KafkaException("not now");
        own(ZERO);
        intake.commit();
        assertThat(intake.producer.committed("state")).isEmpty();

        intake.producer.sendOffsetsToTransactionException = null;
        intake.poll();
        intake.poll();
        intake.commit();

        assertThat(intake.producer.committed("state")).hasSize(1);
    }

    @Test
    void aPartitionThatWasBegunAndHasNoOffsetIsNotRunAgain() {
        isBegun();
        intake.add(job(ZERO, 0, "echo", "a")).add(job(ONE, 0, "echo", "b"));

        own(ZERO, ONE);
        intake.step();

        assertThat(intake.outcomes()).containsExactly("1-0 success");
        assertThat(intake.refusals())
                .singleElement()
                .asString()
                .startsWith("jobs-0: the group has begun here, and the broker has no offset of it");
    }

    @Test
    void norIsOneOfAGroupThatWasTakenForANewOne() {
        isBegun();
        intake.consumer.committed(ZERO, 0, NewGroup.METADATA);

        own(ZERO);

        assertThat(intake.refusals()).hasSize(1);
    }

    /** What jobs had kept is gone with the topic of state, or the offset is of another topic. */
    @Test
    void anOffsetOfAWorkerThatTheTopicOfStateDoesNotKnowOfIsNotGoneBy() {
        intake.consumer.committed(ZERO, 1, written(1));
        intake.consumer.committed(RETRIES, 0, written(0));
        intake.add(job(ZERO, 1, "echo", "a")).add(job(ONE, 0, "echo", "b"));

        own(ZERO, ONE);
        intake.step();

        assertThat(intake.outcomes()).containsExactly("1-0 success");
        assertThat(intake.refusals())
                .singleElement()
                .asString()
                .startsWith("jobs-0: the group has got to 1 here, and the topic of state does not");
    }

    /** The partition is ours all the time, and its state known: but it is another topic's. */
    @Test
    void norIsOneOfATopicThatWasMadeAnewBetweenTwoClaims() {
        isBegun();
        intake.consumer.committed(ZERO, 1, written(1));
        intake.consumer.committed(RETRIES, 0, written(0));
        intake.producer.sendOffsetsToTransactionException = new KafkaException("not now");
        own(ZERO);
        assertThat(intake.refusals()).isEmpty();

        intake.commit();
        intake.questions.anew.put(
                "jobs", Optional.of(Begun.key("workers", "jobs", new Uuid(2, 2))));
        intake.poll();
        intake.poll();

        assertThat(intake.refusals()).hasSize(1);
    }

    @Test
    void jobsBesideRetriesThatHaveLostTheirTopicAreNotRun() {
        isBegun();
        intake.consumer.committed(ZERO, 1, written(1));

        own(ZERO);

        assertThat(intake.refusals())
                .singleElement()
                .asString()
                .startsWith("retries-0: the group has run jobs beside these");
    }

    private static String written(long base) {
        return ProgressCodec.write(Progress.upTo(base));
    }

    @Test
    void whenAnOperatorHasSetAnOffsetItIsRunFromThere() {
        refused();
        intake.add(job(ZERO, 1, "echo", "c"));

        intake.consumer.committed(ZERO, 1, "");
        intake.nanos += Duration.ofSeconds(10).toNanos();
        intake.poll();
        intake.poll();
        intake.step();

        assertThat(intake.outcomes()).containsExactly("1-0 success", "0-1 success");
        assertThat(intake.refusals()).isEmpty();
    }

    /** Until it is looked at again, and while that is done. */
    @Test
    void theReasonStands() {
        refused();

        intake.nanos += Duration.ofSeconds(9).toNanos();
        intake.poll();
        assertThat(intake.refusals()).hasSize(1);
        intake.questions.unsettled.add(ZERO);
        intake.nanos += Duration.ofSeconds(1).toNanos();
        intake.poll();

        assertThat(intake.refusals()).hasSize(1);
        assertThat(intake.trouble(0).orElseThrow())
                .contains("jobs-0: the group has begun here")
                .doesNotContain("not begun yet");
    }

    /** The group has begun the first partition. */
    private void isBegun() {
        intake.state.add(
                TestingStateTopic.ZERO,
                0,
                SeenCodec.write(TestingQuestions.MARK),
                SeenCodec.write(Begun.VALUE));
    }

    /** It has no offset there, and a job; and one in another partition, which is run. */
    private void refused() {
        isBegun();
        intake.add(job(ZERO, 0, "echo", "a")).add(job(ONE, 0, "echo", "b"));
        own(ZERO, ONE);
        intake.step();
    }

    private void after(Duration time) {
        intake.nanos += time.toNanos();
        intake.poll();
        intake.commit();
    }

    private void own(TopicPartition... partitions) {
        intake.consumer.rebalance(Set.of(partitions));
        intake.poll();
    }

    /** One that comes later begins at its first record, whatever others have begun. */
    @Test
    void aPartitionThatIsAddedBeginsAtItsFirstRecord() {
        refused();
        intake.add(job(TWO, 0, "echo", "c"));

        own(ZERO, ONE, TWO);
        intake.step();

        assertThat(intake.outcomes()).contains("2-0 success");
    }
}
