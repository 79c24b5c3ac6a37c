package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressCodec;
import dev.pointsman.worker.kafka.Beginnings.Begin;
import java.util.BitSet;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a partition begins, by what is committed and what is still there. */
class BeginningsTest {
    private static final Beginnings BEGINNINGS =
            new Beginnings("--bootstrap-server kafka:9092 --group workers");
    private static final String RESET =
            "kafka-consumer-groups --bootstrap-server kafka:9092 --group workers --topic jobs:0"
                    + " --reset-offsets --to-offset N --execute";
    private static final LogRange WHOLE = new LogRange(ZERO, 0, 100);
    private static final LogRange CUT = new LogRange(ZERO, 12, 100);
    private static final LogRange RETRIES = new LogRange(new TopicPartition("retries", 0), 0, 9);
    private static final Optional<OffsetAndMetadata> NONE = Optional.empty();

    @Test
    void aPartitionThatLostNothingBeginsAtItsFirstRecordIfTheGroupIsNewThere() {
        var begin = (Begin.At) BEGINNINGS.ofJobs(WHOLE, NONE);

        assertThat(begin.progress()).isEqualTo(Progress.upTo(0));
        assertThat(begin.proviso().objection(true).orElseThrow())
                .startsWith("jobs-0: the group has begun here, and the broker has no offset")
                .contains(RESET);
        assertThat(begin.proviso().objection(false)).isEmpty();
    }

    @Test
    void aPartitionWhoseOffsetSomebodyHasSetGoesOnThereWhateverTheGroupHasBegun() {
        assertThat(BEGINNINGS.ofJobs(CUT, committed(40, ""))).isEqualTo(at(Progress.upTo(40)));
    }

    @Test
    void whatTheOwnerBeforeFinishedBeyondTheOffsetIsKnown() {
        var beyond = new BitSet();
        beyond.set(2, 5);
        var progress = Progress.of(40, beyond);

        var begin = (Begin.At) BEGINNINGS.ofJobs(WHOLE, written(progress));

        assertThat(begin.progress()).isEqualTo(progress);
    }

    /** The topic of state was deleted, or that of jobs; clients go by their names. */
    @Test
    void anOffsetThatAWorkerHasCommittedCountsOnlyIfTheGroupHasBegunThisTopic() {
        var begin = (Begin.At) BEGINNINGS.ofJobs(WHOLE, written(Progress.upTo(40)));

        assertThat(begin.proviso().objection(true)).isEmpty();
        assertThat(begin.proviso().objection(false).orElseThrow())
                .startsWith("jobs-0: the group has got to 40 here, and the topic of state does not")
                .contains("deleted and made anew", RESET);
    }

    @Test
    void metadataOfSomebodyElseSaysNothing() {
        assertThat(BEGINNINGS.ofJobs(WHOLE, committed(40, "checkpoint of another tool")))
                .isEqualTo(at(Progress.upTo(40)));
    }

    /** All offsets were lost, and the next worker took the group for a new one. */
    @Test
    void theFirstOffsetOfANewGroupCountsIfItIsOne() {
        var begin = (Begin.At) BEGINNINGS.ofJobs(CUT, committed(12, NewGroup.METADATA));

        assertThat(begin.progress()).isEqualTo(Progress.upTo(12));
        assertThat(begin.proviso().objection(true).orElseThrow())
                .startsWith("jobs-0: the group has begun here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pointsman/2:40:", "pointsman/1:40:AA:00000000", "pointsman/1:41:"})
    void metadataOfOursThatCannotBeReadIsNotPassedOver(String metadata) {
        assertThat(reason(BEGINNINGS.ofJobs(WHOLE, committed(40, metadata))))
                .startsWith("jobs-0: the metadata of the committed offset is ")
                .contains("kafka-consumer-groups --reset-offsets");
    }

    @Test
    void aPartitionThatMayHaveLostJobsIsLeftToTheOperator() {
        assertThat(reason(BEGINNINGS.ofJobs(CUT, NONE)))
                .startsWith("jobs-0: the group has no committed offset here, and records before 12")
                .contains(RESET);
    }

    @Test
    void recordsThatWereDeletedBeforeTheyWereRunAreLeftToTheOperator() {
        assertThat(reason(BEGINNINGS.ofJobs(CUT, committed(5, ""))))
                .startsWith("jobs-0: records from 5 to 11 were deleted before they were run");
    }

    @Test
    void anOffsetBeyondTheEndIsLeftToTheOperator() {
        assertThat(reason(BEGINNINGS.ofJobs(WHOLE, committed(101, ""))))
                .startsWith(
                        "jobs-0: the committed offset is 101, and the partition ends at 100: was"
                                + " the topic created anew?");
    }

    @Test
    void retriesGoOnWhereTheyWere() {
        var progress = Progress.of(3, BitSet.valueOf(new long[] {0b10}));

        assertThat(ofRetries(RETRIES, written(progress), true)).isEqualTo(at(progress));
    }

    /** What was written there was never committed: whoever commits one commits an offset. */
    @Test
    void withoutACommittedOffsetAndWithoutRecordsRetriesBeginAtTheirEnd() {
        assertThat(ofRetries(RETRIES, NONE, false)).isEqualTo(at(Progress.upTo(9)));
        assertThat(BEGINNINGS.ofRetries(RETRIES, NONE, false, committed(40, "")))
                .isEqualTo(at(Progress.upTo(9)));
    }

    /** A worker that has committed an offset of the jobs has committed one here with it. */
    @Test
    void retriesWhoseOffsetWentWithTheirTopicAreLeftToTheOperator() {
        var ofJobs = written(Progress.upTo(40));

        assertThat(reason(BEGINNINGS.ofRetries(RETRIES, NONE, false, ofJobs)))
                .startsWith("retries-0: the group has run jobs beside these, and the broker has no")
                .contains("deleted and made anew", RESET.replace("jobs:0", "retries:0"));
    }

    /** They may wait still, or may be finished: only the offset told which. */
    @Test
    void retriesThatHaveLostTheirOffsetAreLeftToTheOperator() {
        assertThat(reason(ofRetries(RETRIES, NONE, true)))
                .startsWith("retries-0: jobs wait here, or have waited, and the broker has no")
                .contains(RESET.replace("jobs:0", "retries:0"));
    }

    @Test
    void retriesThatWereDeletedAreLeftToTheOperator() {
        var cut = new LogRange(RETRIES.partition(), 5, 9);

        assertThat(reason(ofRetries(cut, committed(3, ""), true)))
                .startsWith("retries-0: records from 3 to 4 were deleted before");
    }

    /** Beside jobs of which nothing is committed. */
    private static Begin ofRetries(
            LogRange log, Optional<OffsetAndMetadata> committed, boolean isAnyThere) {
        return BEGINNINGS.ofRetries(log, committed, isAnyThere, NONE);
    }

    private static Optional<OffsetAndMetadata> written(Progress progress) {
        return committed(progress.base(), ProgressCodec.write(progress));
    }

    private static Optional<OffsetAndMetadata> committed(long offset, String metadata) {
        return Optional.of(new OffsetAndMetadata(offset, metadata));
    }

    private static Begin at(Progress progress) {
        return new Begin.At(progress);
    }

    private static String reason(Begin begin) {
        return ((Begin.Refused) begin).reason();
    }
}
