package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingQuestions.MARK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.contracts.SeenKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A topic that was deleted and made anew under those who use it. */
class MadeAnewTest {
    private static final SeenKey ANOTHER = Begun.key("workers", "jobs", new Uuid(2, 2));

    private final TestingQuestions questions =
            new TestingQuestions(new TestingConsumer(Set.of(ZERO, ONE)));
    private final MadeAnew madeAnew =
            new MadeAnew(questions, JobTopics.one(TestingJobs.JOBS), "state", 0);
    private long nanos;

    @Test
    void topicsThatStayAreNoTrouble() {
        look(Map.of(ZERO, MARK));
        look(Map.of(ZERO, MARK, ONE, MARK));
        look(Map.of(ZERO, MARK, ONE, MARK));

        assertThat(madeAnew.trouble()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs", "retries", "state"})
    void aTopicThatIsAnotherUnderItsNameIsNoticed(String topic) {
        look(Map.of(ZERO, MARK));
        look(Map.of(ZERO, MARK));
        questions.anew.put(topic, Optional.of(ANOTHER));

        look(Map.of(ZERO, MARK));

        assertThatThrownBy(() -> look(Map.of(ZERO, MARK)))
                .isInstanceOf(KafkaException.class)
                .hasMessageStartingWith("topic " + topic + " was deleted and made anew");
    }

    /** What was asked before is of the topic of before. */
    @Test
    void aPartitionThatWasBegunInTheNewTopicSinceIsNoTrouble() {
        look(Map.of(ZERO, MARK));
        questions.anew.put(TestingJobs.JOBS, Optional.of(ANOTHER));

        look(Map.of(ZERO, ANOTHER));
        look(Map.of(ZERO, ANOTHER));

        assertThat(madeAnew.trouble()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"retries", "state"})
    void aTopicThatIsGoneIsTold(String topic) {
        look(Map.of(ZERO, MARK));
        look(Map.of(ZERO, MARK));
        questions.anew.put(topic, Optional.empty());

        look(Map.of(ZERO, MARK));
        look(Map.of(ZERO, MARK));

        assertThat(madeAnew.trouble().orElseThrow())
                .startsWith("topic " + topic + " was deleted, and all that stood in it is gone");
    }

    @Test
    void whoHoldsNothingAsksNothing() {
        questions.anew.put("state", Optional.of(ANOTHER));

        look(Map.of());
        look(Map.of());

        assertThat(madeAnew.trouble()).isEmpty();
    }

    /** Five seconds after the last. */
    private void look(Map<TopicPartition, SeenKey> begun) {
        madeAnew.look(begun, nanos);
        nanos += Duration.ofSeconds(5).toNanos();
    }
}
