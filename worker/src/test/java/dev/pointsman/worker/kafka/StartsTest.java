package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.TWO;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressCodec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a partition begins when the group gives it to this worker. */
class StartsTest {
    private static final TopicPartition RETRIES = new TopicPartition("retries", 0);

    private final TestingConsumer consumer = new TestingConsumer(Set.of(ZERO, ONE, TWO));
    private final TestingQuestions questions = new TestingQuestions(consumer);
    private long nanos;
    private final Starts starts = starts(consumer);

    @BeforeEach
    void join() {
        consumer.subscribe(List.of(TestingJobs.JOBS));
        consumer.rebalance(Set.of(ZERO, ONE, TWO));
        consumer.updateEndOffsets(Map.of(ZERO, 100L));
    }

    @Test
    void aPartitionThatLostNothingBeginsAtItsFirstRecord() {
        assertThat(start(ZERO)).isEqualTo(from(Progress.upTo(0)));
    }

    @Test
    void aPartitionWithACommittedOffsetGoesOnThere() {
        consumer.committed(ZERO, 40, "");
        consumer.updateBeginningOffsets(Map.of(ZERO, 12L));

        assertThat(start(ZERO)).isEqualTo(from(Progress.upTo(40)));
    }

    @Test
    void whatTheOwnerBeforeFinishedBeyondTheOffsetIsKnown() {
        var beyond = new BitSet();
        beyond.set(2, 5);
        var progress = Progress.of(40, beyond);
        consumer.committed(ZERO, 40, ProgressCodec.write(progress));

        assertThat(start(ZERO)).isEqualTo(from(progress));
    }

    @Test
    void metadataOfSomebodyElseSaysNothing() {
        consumer.committed(ZERO, 40, "checkpoint of another tool");

        assertThat(start(ZERO)).isEqualTo(from(Progress.upTo(40)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pointsman/2:40:", "pointsman/1:40:AA:00000000", "pointsman/1:41:"})
    void metadataOfOursThatCannotBeReadIsNotPassedOver(String metadata) {
        consumer.committed(ZERO, 40, metadata);

        assertThat(refusal(ZERO))
                .startsWith("jobs-0: the metadata of the committed offset is ")
                .contains("kafka-consumer-groups --reset-offsets");
    }

    @Test
    void aPartitionThatMayHaveLostJobsIsLeftToTheOperator() {
        consumer.updateBeginningOffsets(Map.of(ZERO, 12L));

        assertThat(refusal(ZERO))
                .startsWith("jobs-0: the group has no committed offset here, and records before 12")
                .contains("kafka-consumer-groups --reset-offsets");
    }

    @Test
    void recordsThatWereDeletedBeforeTheyWereRunAreLeftToTheOperator() {
        consumer.committed(ZERO, 5, "");
        consumer.updateBeginningOffsets(Map.of(ZERO, 12L));

        assertThat(refusal(ZERO))
                .startsWith("jobs-0: records from 5 to 11 were deleted before they were run");
    }

    @Test
    void anOffsetBeyondTheEndIsLeftToTheOperator() {
        consumer.committed(ZERO, 101, "");

        assertThat(refusal(ZERO))
                .startsWith(
                        "jobs-0: the committed offset is 101, and the partition ends at 100: was"
                                + " the topic created anew?");
    }

    @Test
    void oneThatIsRefusedKeepsNoOtherFromBeginning() {
        consumer.updateBeginningOffsets(Map.of(ZERO, 12L));
        consumer.committed(ONE, 7, "");

        var found = starts.of(Set.of(ZERO, ONE));

        assertThat(found.get(ZERO)).isInstanceOf(Start.Refused.class);
        assertThat(found.get(ONE)).isEqualTo(from(Progress.upTo(7)));
    }

    @Test
    void oneOnWhichATransactionIsOpenKeepsNoOtherFromBeginning() {
        questions.unsettled.add(ZERO);

        assertThat(starts.of(Set.of(ZERO, ONE))).containsOnlyKeys(ONE);
        assertThat(starts.awaited(ZERO)).isEqualTo(Awaited.OFFSETS);
    }

    @Test
    void norDoesOneOnWhoseRetriesATransactionIsOpen() {
        questions.unsettled.add(RETRIES);

        assertThat(starts.of(Set.of(ZERO, ONE))).containsOnlyKeys(ONE);
    }

    @Test
    void norDoesOneWithoutALeader() {
        questions.unled.add(RETRIES);

        assertThat(starts.of(Set.of(ZERO, ONE))).containsOnlyKeys(ONE);
        assertThat(starts.awaited(ZERO)).isEqualTo(Awaited.LOGS);
    }

    /** The member itself would wait for the end of the transaction, and its polls with it. */
    @Test
    void nobodyWaitsForTheEndOfATransaction() {
        questions.unsettled.add(ZERO);

        var _ = starts.of(Set.of(ZERO));

        assertThat(consumer.askedFor()).isEmpty();
    }

    @Test
    void whenTheTransactionHasEndedItBegins() {
        questions.unsettled.add(ZERO);
        var _ = starts.of(Set.of(ZERO));
        questions.unsettled.clear();
        assertThat(starts.of(Set.of(ZERO))).isEmpty();

        nanos += Duration.ofMillis(50).toNanos();

        assertThat(start(ZERO)).isEqualTo(from(Progress.upTo(0)));
    }

    /** Somebody else may have owned it meanwhile, and have got further. */
    @Test
    void whatWasAnsweredBeforeAPartitionWasTakenAwayCountsForNothing() {
        questions.unled.add(RETRIES);
        var _ = starts.of(Set.of(ZERO));
        starts.forget(Set.of(ZERO));
        questions.unled.clear();
        questions.unsettled.add(ZERO);

        assertThat(starts.of(Set.of(ZERO))).isEmpty();
    }

    /** An owner of this worker's own, before its claims were released, may have got further. */
    @Test
    void onceItHasBegunAllIsAskedAnew() {
        assertThat(start(ZERO)).isEqualTo(from(Progress.upTo(0)));

        questions.unsettled.add(ZERO);

        assertThat(starts.of(Set.of(ZERO))).isEmpty();
    }

    /** Be it that a transaction has begun since, or that the admin client has asked another. */
    @Test
    void aBrokerThatDoesNotSayInTimeIsNotAskedAgainAtOnce() {
        var silent =
                new TestingConsumer(Set.of(ZERO)) {
                    @Override
                    public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
                            Set<TopicPartition> partitions, Duration timeout) {
                        throw new TimeoutException("no answer");
                    }
                };
        var patient = starts(silent);
        var _ = patient.of(Set.of(ZERO));
        var asked = questions.asked;

        var _ = patient.of(Set.of(ZERO));
        nanos += Duration.ofMillis(999).toNanos();
        var _ = patient.of(Set.of(ZERO));
        assertThat(questions.asked).isEqualTo(asked);
        nanos += Duration.ofMillis(1).toNanos();
        var _ = patient.of(Set.of(ZERO));

        assertThat(questions.asked).isEqualTo(asked + 1);
    }

    @Test
    void aBrokerThatDoesNotSayInTimeIsToBeAskedAgain() {
        var silent =
                new TestingConsumer(Set.of(ZERO)) {
                    @Override
                    public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
                            Set<TopicPartition> partitions, Duration timeout) {
                        throw new TimeoutException("an owner before has a transaction open");
                    }
                };

        assertThat(starts(silent).of(Set.of(ZERO))).isEmpty();
    }

    @Test
    void retriesGoOnWhereTheyWere() {
        var progress = Progress.of(3, BitSet.valueOf(new long[] {0b10}));
        consumer.updateEndOffsets(Map.of(RETRIES, 9L));
        consumer.committed(RETRIES, 3, ProgressCodec.write(progress));

        assertThat(start(ZERO)).isEqualTo(new Start.From(Progress.upTo(0), progress));
    }

    /**
     * Whoever writes one commits an offset; the broker forgets it after days, when all are done.
     */
    @Test
    void withoutACommittedOffsetRetriesBeginAtTheirEnd() {
        consumer.updateEndOffsets(Map.of(RETRIES, 9L));
        consumer.committed(ZERO, 7, "");

        assertThat(start(ZERO)).isEqualTo(new Start.From(Progress.upTo(7), Progress.upTo(9)));
    }

    @Test
    void aPartitionWhoseRetriesWereDeletedIsLeftToTheOperator() {
        consumer.updateBeginningOffsets(Map.of(RETRIES, 5L));
        consumer.updateEndOffsets(Map.of(RETRIES, 9L));
        consumer.committed(RETRIES, 3, "");

        assertThat(refusal(ZERO)).startsWith("retries-0: records from 3 to 4 were deleted before");
    }

    @Test
    void aTopicWithoutRetriesIsLeftToTheOperatorAndLookedAtAgain() {
        var looks =
                new ArrayDeque<TopicLook>(
                        List.of(
                                new TopicLook.Unfit("topic retries is missing"),
                                new TopicLook.Fine()));
        var strict = starts(consumer, _ -> looks.remove());

        var first = strict.of(Set.of(ZERO));
        var second = strict.of(Set.of(ZERO));

        assertThat(first).containsEntry(ZERO, new Start.Refused("topic retries is missing"));
        assertThat(second.get(ZERO)).isInstanceOf(Start.From.class);
    }

    @Test
    void nothingIsKnownOfATopicAsLongAsTheBrokerDoesNotAnswer() {
        var looks =
                new ArrayDeque<TopicLook>(List.of(new TopicLook.Pending(), new TopicLook.Fine()));
        var patient = starts(consumer, _ -> looks.remove());

        assertThat(patient.of(Set.of(ZERO))).isEmpty();
        assertThat(patient.of(Set.of(ZERO)).get(ZERO)).isInstanceOf(Start.From.class);
    }

    private static Start.From from(Progress progress) {
        return new Start.From(progress, Progress.upTo(0));
    }

    private Starts starts(TestingConsumer consumer) {
        return starts(consumer, _ -> new TopicLook.Fine());
    }

    private Starts starts(TestingConsumer consumer, Function<String, TopicLook> looks) {
        var topics = JobTopics.one("jobs");
        return new Starts(
                consumer,
                topics,
                looks,
                new PartitionLooks(questions, topics, () -> nanos),
                Duration.ofSeconds(1));
    }

    private Start start(TopicPartition partition) {
        return starts.of(Set.of(partition)).get(partition);
    }

    private String refusal(TopicPartition partition) {
        return ((Start.Refused) start(partition)).reason();
    }
}
