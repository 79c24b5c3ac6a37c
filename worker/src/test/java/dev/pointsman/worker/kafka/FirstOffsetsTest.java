package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a partition begins when the group gives it to this worker. */
class FirstOffsetsTest {
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final FirstOffsets offsets = new FirstOffsets(consumer);

    @BeforeEach
    void subscribe() {
        consumer.subscribe(List.of(TestingJobs.JOBS), offsets);
    }

    @Test
    void beforeTheFirstAssignmentThereIsNone() {
        assertThat(offsets.wereAssigned()).isFalse();
    }

    @Test
    void anEmptyAssignmentIsOneToo() {
        consumer.rebalance(Set.of());

        assertThat(offsets.wereAssigned()).isTrue();
    }

    @Test
    void aPartitionThatLostNothingBeginsAtItsFirstRecord() {
        consumer.updateBeginningOffsets(Map.of(ZERO, 0L));

        consumer.rebalance(Set.of(ZERO));

        assertThat(consumer.position(ZERO)).isZero();
    }

    @Test
    void aPartitionWithACommittedOffsetGoesOnThere() {
        commit(40);
        consumer.updateBeginningOffsets(Map.of(ZERO, 12L));

        consumer.rebalance(Set.of(ZERO));

        assertThat(consumer.position(ZERO)).isEqualTo(40);
    }

    @Test
    void aPartitionThatMayHaveLostJobsIsLeftToTheOperator() {
        consumer.updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 12L));

        assertThatThrownBy(() -> consumer.rebalance(Set.of(ZERO, ONE)))
                .isInstanceOf(KafkaException.class)
                .hasMessageContainingAll(
                        "jobs-1", "records before 12", "kafka-consumer-groups --reset-offsets");

        assertThat(offsets.wereAssigned()).isFalse();
    }

    private void commit(long offset) {
        consumer.rebalance(Set.of());
        consumer.updateBeginningOffsets(Map.of(ZERO, 0L));
        consumer.rebalance(Set.of(ZERO));
        consumer.commitSync(Map.of(ZERO, new OffsetAndMetadata(offset)));
        consumer.rebalance(Set.of());
    }
}
