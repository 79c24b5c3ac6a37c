package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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

    private final KnownTopics known = new KnownTopics(this::ask, () -> now);

    @AutoClose private final TestingIntake intake = new TestingIntake();

    @Test
    void aTopicThatIsThereIsKnown() {
        assertThat(known.contains("events")).isTrue();
    }

    @Test
    void aKnownTopicIsNotAskedForAgain() {
        known.contains("events");
        now = now.plusSeconds(60);

        known.contains("events");

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void anUnknownTopicIsAskedForOnceASecond() {
        for (var i = 0; i < 1_000; i++) {
            known.contains("nothing-" + i);
        }

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void aTopicThatWasMadeInTheMeantimeIsFound() {
        known.contains("more");
        topics = Set.of("events", "more");
        now = now.plusMillis(1_001);

        var found = known.contains("more");

        assertThat(found).isTrue();
    }

    @Test
    void aClockThatIsSetBackDoesNotHideNewTopics() {
        known.contains("more");
        topics = Set.of("events", "more");
        now = now.minusSeconds(3_600);

        var found = known.contains("more");

        assertThat(found).isTrue();
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

    private Set<String> ask() {
        asked++;
        return topics;
    }
}
