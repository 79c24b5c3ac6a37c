package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
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

    private final Asked asked = new Asked();

    private final NewGroup group = new NewGroup(asked, () -> consumer);

    /** About a topic that has lost its oldest records. */
    private final class Asked implements NewGroup.GroupQuestions {
        private Map<TopicPartition, Long> earliest = Map.of(ZERO, 12L, ONE, 0L);

        /** How often it was asked whether the group has begun. */
        private int times;

        /** What happens before that is asked for the second time. */
        private Runnable between = () -> {};

        @Override
        public Set<TopicPartition> partitions() {
            return earliest.keySet();
        }

        @Override
        public Set<TopicPartition> begun() {
            times++;
            if (times == 2) {
                between.run();
            }
            return Set.copyOf(committed.keySet());
        }

        @Override
        public Map<TopicPartition, Long> earliest(Set<TopicPartition> partitions) {
            return earliest;
        }
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
        asked.between = () -> committed.put(ZERO, new OffsetAndMetadata(40));

        group.begin();

        assertThat(committed).isEqualTo(Map.of(ZERO, new OffsetAndMetadata(40)));
    }

    /** Nor is a consumer made for it. */
    @Test
    void whereNoRecordIsGoneNothingIsSaid() {
        asked.earliest = Map.of(ZERO, 0L, ONE, 0L);
        var silent =
                new NewGroup(
                        asked,
                        () -> {
                            throw new AssertionError("a consumer is made");
                        });

        silent.begin();

        assertThat(committed).isEmpty();
        assertThat(asked.times).isEqualTo(1);
    }

    private static OffsetAndMetadata first(long offset) {
        return new OffsetAndMetadata(offset, NewGroup.METADATA);
    }
}
