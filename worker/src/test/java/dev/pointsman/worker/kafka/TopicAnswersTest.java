package dev.pointsman.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Test;

/** Why a topic takes nothing. */
class TopicAnswersTest {
    private static final Node A = new Node(1, "a", 9092);
    private static final Node B = new Node(2, "b", 9092);

    @Test
    void aTopicWithAllItsCopiesIsWell() {
        var topic = topic(new TopicPartitionInfo(0, A, List.of(A, B), List.of(A, B)));

        assertThat(TopicAnswers.ailmentOf(topic, 2)).isEmpty();
    }

    @Test
    void aPartitionWithoutALeaderTakesNothing() {
        var topic =
                topic(
                        new TopicPartitionInfo(0, A, List.of(A), List.of(A)),
                        new TopicPartitionInfo(1, Node.noNode(), List.of(B), List.of()));

        assertThat(TopicAnswers.ailmentOf(topic, 1)).contains("partition 1 has no leader");
    }

    @Test
    void aPartitionWithTooFewCopiesInSyncTakesNothing() {
        var topic = topic(new TopicPartitionInfo(0, A, List.of(A, B), List.of(A)));

        assertThat(TopicAnswers.ailmentOf(topic, 2))
                .contains(
                        "partition 0 has 1 in-sync replicas (expected: 2, its min.insync.replicas)");
    }

    @Test
    void noMoreCopiesAreAskedForThanThereAre() {
        var topic = topic(new TopicPartitionInfo(0, A, List.of(A), List.of(A)));

        assertThat(TopicAnswers.ailmentOf(topic, 2)).isEmpty();
    }

    private static TopicDescription topic(TopicPartitionInfo... partitions) {
        return new TopicDescription("events", false, Stream.of(partitions).toList());
    }
}
