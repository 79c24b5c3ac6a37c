package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingStateTopic.JOBS_ONE;
import static dev.pointsman.worker.kafka.TestingStateTopic.JOBS_ZERO;
import static dev.pointsman.worker.kafka.TestingStateTopic.ONE;
import static dev.pointsman.worker.kafka.TestingStateTopic.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** How it is found out how far state is to be read, of brokers that do not say so at once. */
class StateExtentsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestingStateTopic topic = new TestingStateTopic();

    @Test
    void oneWithoutALeaderKeepsNoOtherFromBeginning() {
        topic.add(ZERO, 0, "n", "1");
        topic.unled.add(ONE);
        topic.want(JOBS_ZERO);
        topic.want(JOBS_ONE);

        topic.read();
        topic.read();

        assertThat(topic.loads.take(JOBS_ZERO)).isPresent();
        assertThat(topic.loads.take(JOBS_ONE)).isEmpty();
    }

    @Test
    void oneOfWhichABrokerCannotSayWhereItEndsIsAskedForAgainAfterASecond() {
        topic.faults.put(ZERO, new TimeoutException("no leader"));
        topic.want(JOBS_ZERO);
        topic.read();
        topic.read();
        assertThat(topic.asked).isOne();

        topic.faults.clear();
        topic.nanos = Duration.ofSeconds(1).toNanos();
        topic.read();

        assertThat(topic.loads.take(JOBS_ZERO)).isPresent();
    }

    @Test
    void aFaultThatDoesNotMendItselfIsNotPassedOver() {
        var denied = new TopicAuthorizationException("state");
        topic.faults.put(ZERO, denied);
        topic.want(JOBS_ZERO);
        topic.read();

        assertThatThrownBy(topic::read).isInstanceOf(KafkaException.class).hasCause(denied);
    }

    /** An owner in between may have committed more. */
    @Test
    void whereItEndedBeforeItWasWantedAgainCountsForNothing() {
        topic.unled.add(ZERO);
        topic.want(JOBS_ZERO);
        topic.read();
        topic.loads.forget(JOBS_ZERO);
        topic.want(JOBS_ZERO);

        topic.add(ZERO, 0, "n", "1");
        topic.unanswered.getFirst().complete(Optional.of(new StateLog.Extent(0, 0)));
        topic.unled.clear();
        topic.read();

        assertThat(topic.loads.take(JOBS_ZERO)).isPresent();
        assertThat(topic.budget.bytes()).isPositive();
    }

    @Test
    void whoeverPausesGoesOnWhenMoreIsWantedOrABrokerHasAnswered() {
        try (var threads = Executors.newSingleThreadExecutor();
                var loads = topic.loads) {
            topic.unled.add(ZERO);
            topic.want(JOBS_ZERO);
            assertThat(threads.submit(() -> pause(loads))).succeedsWithin(PATIENCE);

            topic.read();
            topic.unanswered.getFirst().complete(Optional.of(new StateLog.Extent(0, 0)));
            assertThat(threads.submit(() -> pause(loads))).succeedsWithin(PATIENCE);
        }
    }

    private static Void pause(StateLoads loads) throws InterruptedException {
        loads.pause(Duration.ofHours(1));
        return null;
    }
}
