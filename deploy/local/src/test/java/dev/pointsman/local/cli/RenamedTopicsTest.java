package dev.pointsman.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Names of topics as a deployment has them. */
class RenamedTopicsTest {
    @Test
    void whatIsNotRenamedHasItsUsualName() {
        var topics = RenamedTopics.parse("dead-letters=graveyard,jobs=orders");

        assertThat(topics.of("jobs")).isEqualTo("orders");
        assertThat(topics.of("dead-letters")).isEqualTo("graveyard");
        assertThat(topics.of("results")).isEqualTo("results");
        assertThat(topics).hasToString("dead-letters=graveyard,jobs=orders");
    }

    /** Jobs among the results, for one. */
    @Test
    void noTwoAreOne() {
        assertThatThrownBy(() -> RenamedTopics.parse("jobs=results"))
                .hasMessage(
                        "topics: jobs=results (expected: no two of [dead-letters, effects, jobs, results] on one topic)");
        assertThat(RenamedTopics.parse("jobs=results,results=jobs").of("jobs"))
                .isEqualTo("results");
    }

    @Test
    void whatTheCommandsDoNotKnowIsNamed() {
        assertThatThrownBy(() -> RenamedTopics.parse("job=orders"))
                .hasMessage(
                        "topics: 'job' (expected: one of [dead-letters, effects, jobs, results])");
        assertThatThrownBy(() -> RenamedTopics.parse("jobs=orders,"))
                .hasMessage("topics: '' (expected: such as jobs=orders)");
        assertThatThrownBy(() -> RenamedTopics.parse("jobs="))
                .hasMessageStartingWith("topics.jobs: '' (expected: 1 to 249 of ");
    }
}
