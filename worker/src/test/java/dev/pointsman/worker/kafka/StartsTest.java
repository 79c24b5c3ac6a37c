package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.TWO;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingQuestions.MARK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressCodec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When it is known where a partition begins that the group gives to this worker. */
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
        consumer.committed(ZERO, 40, "");
        consumer.committed(ONE, 7, "");
    }

    @Test
    void itAndItsRetriesBeginWhereTheyHaveGotTo() {
        var ofRetries = Progress.of(3, BitSet.valueOf(new long[] {0b10}));
        consumer.updateEndOffsets(Map.of(RETRIES, 9L));
        consumer.committed(RETRIES, 3, ProgressCodec.write(ofRetries));

        assertThat(starts.of(Set.of(ZERO)))
                .containsEntry(
                        ZERO,
                        new Start.From(Progress.upTo(40), ofRetries, MARK, new Proviso.None()));
    }

    @Test
    void withoutAnOffsetItBeginsOnlyIfTheGroupHasNotBegunItBefore() {
        var start = (Start.From) starts.of(Set.of(TWO)).get(TWO);

        assertThat(start.progress()).isEqualTo(Progress.upTo(0));
        assertThat(start.proviso()).isInstanceOf(Proviso.IfNew.class);
    }

    @Test
    void oneThatIsRefusedKeepsNoOtherFromBeginning() {
        consumer.updateBeginningOffsets(Map.of(ZERO, 41L));

        var found = starts.of(Set.of(ZERO, ONE));

        assertThat(found.get(ZERO)).isInstanceOf(Start.Refused.class);
        assertThat(found).containsEntry(ONE, from(7));
    }

    @Test
    void oneOnWhichATransactionIsOpenKeepsNoOtherFromBeginning() {
        questions.unsettled.add(ZERO);

        assertThat(starts.of(Set.of(ZERO, ONE))).isEqualTo(Map.of(ONE, from(7)));
        assertThat(starts.awaited(ZERO)).isEqualTo(Awaited.OFFSETS);
    }

    @Test
    void norDoesOneOnWhoseRetriesATransactionIsOpen() {
        questions.unsettled.add(RETRIES);

        assertThat(starts.of(Set.of(ZERO, ONE))).isEqualTo(Map.of(ONE, from(7)));
    }

    @Test
    void norDoesOneWithoutALeader() {
        questions.unled.put(RETRIES, new CompletableFuture<>());

        assertThat(starts.of(Set.of(ZERO, ONE))).isEqualTo(Map.of(ONE, from(7)));
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

        assertThat(starts.of(Set.of(ZERO))).containsEntry(ZERO, from(40));
    }

    /** Somebody else may have owned it meanwhile, and have got further. */
    @Test
    void whatWasAnsweredBeforeAPartitionWasTakenAwayCountsForNothing() {
        questions.unled.put(RETRIES, new CompletableFuture<>());
        var _ = starts.of(Set.of(ZERO));
        starts.forget(Set.of(ZERO));
        questions.unled.clear();
        questions.unsettled.add(ZERO);

        assertThat(starts.of(Set.of(ZERO))).isEmpty();
    }

    /** Whoever reads for it reads for nobody. */
    @Test
    void nobodyLooksOnIntoTheRetriesOfAPartitionThatWasTakenAway() {
        var reading = new CompletableFuture<Boolean>();
        questions.isAny = reading;
        consumer.updateEndOffsets(Map.of(RETRIES, 1L));
        assertThat(starts.of(Set.of(ZERO))).isEmpty();

        starts.forget(Set.of(ZERO));

        assertThat(reading).isCancelled();
    }

    /** It may have got further under a claim that was released. */
    @Test
    void onceItHasBegunAllIsAskedAnew() {
        assertThat(starts.of(Set.of(ZERO))).containsEntry(ZERO, from(40));

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
        assertThat(patient.of(Set.of(ZERO))).isEmpty();
        var asked = questions.asked;

        nanos += Duration.ofMillis(999).toNanos();
        assertThat(patient.of(Set.of(ZERO))).isEmpty();
        assertThat(questions.asked).isEqualTo(asked);
        nanos += Duration.ofMillis(1).toNanos();
        assertThat(patient.of(Set.of(ZERO))).isEmpty();

        assertThat(questions.asked).isEqualTo(asked + 1);
    }

    @Test
    void nobodyWaitsUntilItIsKnownWhetherRetriesHaveLostTheirOffset() {
        consumer.updateEndOffsets(Map.of(RETRIES, 9L));
        questions.isAny = new CompletableFuture<>();

        assertThat(starts.of(Set.of(ZERO, ONE))).isEqualTo(Map.of(ONE, from(7)));
        assertThat(starts.awaited(ZERO)).isEqualTo(Awaited.RETRIES);
        questions.isAny.complete(true);

        assertThat(starts.of(Set.of(ZERO)).get(ZERO)).isInstanceOf(Start.Refused.class);
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
        assertThat(second).containsEntry(ZERO, from(40));
    }

    @Test
    void nothingIsKnownOfATopicAsLongAsTheBrokerDoesNotAnswer() {
        var looks =
                new ArrayDeque<TopicLook>(List.of(new TopicLook.Pending(), new TopicLook.Fine()));
        var patient = starts(consumer, _ -> looks.remove());

        assertThat(patient.of(Set.of(ZERO))).isEmpty();
        assertThat(patient.awaited(ZERO)).isEqualTo(Awaited.RETRY_TOPIC);
        assertThat(patient.of(Set.of(ZERO))).containsEntry(ZERO, from(40));
    }

    /** A partition of which nobody has tried a job again. */
    private static Start from(long offset) {
        return new Start.From(Progress.upTo(offset), Progress.upTo(0), MARK, new Proviso.None());
    }

    private Starts starts(TestingConsumer asked) {
        return starts(asked, _ -> new TopicLook.Fine());
    }

    private Starts starts(TestingConsumer asked, Function<String, TopicLook> topics) {
        var one = JobTopics.one(TestingJobs.JOBS);
        var looks = new PartitionLooks(questions, one, () -> nanos);
        return new Starts(asked, one, topics, looks, new Beginnings("--group workers"));
    }
}
