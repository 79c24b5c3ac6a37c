package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.local.broker.EmbeddedBroker;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the worker's fencing rests on, asked of the broker itself: who has lost a partition cannot
 * commit for it with what the group said of it when it polled. With what the group says at commit
 * time it can, and then all is there twice; if a broker ever refuses that too, the worker may be
 * made simpler.
 */
@ExtendWith(SharedBroker.class)
class PollTimeGroupMetadataTest {
    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    void whoLostAPartitionCannotCommitForItWithTheMetadataOfItsPoll(
            String protocol, EmbeddedBroker broker) {
        try (var group = new TestingGroup(broker, protocol)) {
            var polled = group.pollAllAsOne();

            group.handOverOne();

            assertThatThrownBy(() -> group.commitAll(polled))
                    .isInstanceOf(CommitFailedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    void withTheMetadataOfCommitTimeTheBrokerLetsItSoTheWorkerMustNot(
            String protocol, EmbeddedBroker broker) {
        try (var group = new TestingGroup(broker, protocol)) {
            group.pollAllAsOne();

            group.handOverOne();

            assertThatCode(() -> group.commitAll(group.metadataNow())).doesNotThrowAnyException();
        }
    }

    /**
     * The trap beside it: nobody in particular is not asked anything. Kafka is to make an interface
     * of the class; until then there is no other way to say so.
     */
    @ParameterizedTest
    @SuppressWarnings("removal")
    @ValueSource(strings = {"consumer", "classic"})
    void nobodyMayCommitForAnyone(String protocol, EmbeddedBroker broker) {
        try (var group = new TestingGroup(broker, protocol)) {
            group.pollAllAsOne();
            group.handOverOne();

            assertThatCode(() -> group.commitAll(new ConsumerGroupMetadata(group.name())))
                    .doesNotThrowAnyException();
        }
    }
}
