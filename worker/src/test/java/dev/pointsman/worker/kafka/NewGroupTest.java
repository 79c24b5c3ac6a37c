package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first offsets of a group: all of them at once, and only once. */
class NewGroupTest {
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private boolean othersHaveBegun;

    /** The mock has no group that could refuse. */
    private final MockConsumer<byte[], byte[]> consumer =
            new MockConsumer<>("none") {
                @Override
                public synchronized void commitSync(
                        Map<TopicPartition, OffsetAndMetadata> offsets) {
                    if (othersHaveBegun) {
                        throw new CommitFailedException("the group has members");
                    }
                    committed.putAll(offsets);
                }
            };

    /** How often it was asked whether the group has begun. */
    private int asked;

    /**
     * What happens before it is asked for the second time: nothing, unless a test says otherwise.
     */
    private Runnable between = () -> {};

    private final NewGroup group =
            new NewGroup(consumer, JobTopics.one(TestingJobs.JOBS), this::begun);

    @BeforeEach
    void aTopicThatHasLostItsOldestRecords() {
        consumer.updatePartitions(TestingJobs.JOBS, List.of(info(ZERO), info(ONE)));
        consumer.updateBeginningOffsets(Map.of(ZERO, 12L, ONE, 0L));
    }

    @Test
    void aNewGroupBeginsAtTheEarliestRecordOfEveryPartition() {
        group.begin();

        assertThat(committed).isEqualTo(Map.of(ZERO, first(12), ONE, first(0)));
    }

    @Test
    void aGroupWithAnyOffsetIsNotTouched() {
        committed.put(ONE, new OffsetAndMetadata(7));

        group.begin();

        assertThat(committed).isEqualTo(Map.of(ONE, new OffsetAndMetadata(7)));
    }

    @Test
    void whenAnotherWorkerHasBegunItThereIsNothingToDo() {
        othersHaveBegun = true;

        assertThatCode(group::begin).doesNotThrowAnyException();
    }

    /** It may have run jobs since, and they must not be run again. */
    @Test
    void anotherWorkerThatBeginsItInBetweenIsNotSetBack() {
        between = () -> committed.put(ZERO, new OffsetAndMetadata(40));

        group.begin();

        assertThat(committed).isEqualTo(Map.of(ZERO, new OffsetAndMetadata(40)));
    }

    @Test
    void whereNoRecordIsGoneNothingIsSaid() {
        consumer.updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 0L));

        group.begin();

        assertThat(committed).isEmpty();
    }

    private static OffsetAndMetadata first(long offset) {
        return new OffsetAndMetadata(offset, NewGroup.METADATA);
    }

    private Set<TopicPartition> begun() {
        asked++;
        if (asked == 2) {
            between.run();
        }
        return Set.copyOf(committed.keySet());
    }

    private static PartitionInfo info(TopicPartition partition) {
        return new PartitionInfo(
                partition.topic(), partition.partition(), Node.noNode(), new Node[0], new Node[0]);
    }
}
