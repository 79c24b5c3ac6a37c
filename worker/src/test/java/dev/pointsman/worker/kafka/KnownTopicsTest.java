package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Which topics there are, without asking for each record, and without waiting for one that is not.
 */
class KnownTopicsTest {
    private Set<String> topics = Set.of("events");
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private int asked;

    private final Map<String, String> ailing = new HashMap<>();
    private final Map<String, Integer> sizes = new HashMap<>();
    private final KnownTopics known = new KnownTopics(questions(), () -> now);

    @AutoClose private final TestingIntake intake = new TestingIntake();

    @Test
    void aTopicThatIsThereIsKnown() {
        assertThat(known.refusal("events")).isEmpty();
    }

    @Test
    void aKnownTopicIsNotAskedForAgain() {
        known.refusal("events");
        now = now.plusSeconds(60);

        known.refusal("events");

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void anUnknownTopicIsAskedForOnceASecond() {
        for (var i = 0; i < 1_000; i++) {
            known.refusal("nothing-" + i);
        }

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void aTopicThatWasMadeInTheMeantimeIsFound() {
        known.refusal("more");
        topics = Set.of("events", "more");
        now = now.plusMillis(1_001);

        var refusal = known.refusal("more");

        assertThat(refusal).isEmpty();
    }

    @Test
    void aClockThatIsSetBackDoesNotHideNewTopics() {
        known.refusal("more");
        topics = Set.of("events", "more");
        now = now.minusSeconds(3_600);

        var refusal = known.refusal("more");

        assertThat(refusal).isEmpty();
    }

    @Test
    void aJobThatPublishesToATopicThatIsNotThereFailsAndNothingIsSentThere() {
        intake.add(job(ZERO, 0, "publish", "nowhere\u001b[2J")).add(job(ZERO, 1, "echo", "x"));

        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 publish-failed", "0-1 success");
        assertThat(intake.results().getFirst().outcome().toString())
                .contains("there is no topic 'nowhere\\u001b[2J' to publish to");
        assertThat(intake.producer.history())
                .extracting(it -> it.topic())
                .containsOnly("results", "dead-letters");
    }

    @Test
    void aTopicThatAilsIsRefusedUntilItIsWellAgain() {
        ailing.put("events", "partition 3 has no leader");

        assertThat(known.refusal("events")).isEmpty();
        assertThat(known.examine("events"))
                .contains("topic events cannot be written to: partition 3 has no leader");
        assertThat(known.refusal("events")).isPresent();

        ailing.clear();
        assertThat(known.refusal("events")).isPresent();
        now = now.plusMillis(1_001);
        assertThat(known.refusal("events")).isEmpty();
    }

    @Test
    void aTopicThatWasKnownAndIsDeletedIsRefusedUntilItIsThereAgain() {
        known.refusal("events");
        topics = Set.of();

        assertThat(known.examine("events")).contains("there is no topic 'events' to publish to");
        assertThat(known.refusal("events")).isPresent();

        topics = Set.of("events");
        now = now.plusMillis(1_001);
        assertThat(known.refusal("events")).isEmpty();
    }

    @Test
    void howMuchATopicTakesIsKnownForAWhile() {
        sizes.put("events", 1_000);

        assertThat(known.maxBytes("events")).isEmpty();
        known.measure("events");
        assertThat(known.maxBytes("events")).hasValue(1_000);

        now = now.plusSeconds(31);
        assertThat(known.maxBytes("events")).isEmpty();
    }

    private TopicQuestions questions() {
        return new TopicQuestions() {
            @Override
            public Set<String> names() {
                asked++;
                return topics;
            }

            @Override
            public Optional<String> ailment(String topic) {
                return Optional.ofNullable(ailing.get(topic));
            }

            @Override
            public OptionalInt maxBytes(String topic) {
                return sizes.containsKey(topic)
                        ? OptionalInt.of(sizes.get(topic))
                        : OptionalInt.empty();
            }
        };
    }
}
