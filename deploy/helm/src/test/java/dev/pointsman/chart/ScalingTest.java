package dev.pointsman.chart;

import static dev.pointsman.chart.TestingChart.one;
import static dev.pointsman.chart.TestingValues.ALL;
import static dev.pointsman.chart.TestingValues.MORE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** KEDA is told of the topics that the workers take jobs from. */
class ScalingTest {
    private static final String ON = "autoscaling.enabled=true";

    @Test
    void itScalesOnTheLagOfJobsAndLeavesReplicasToKeda() {
        var trigger = trigger(ALL);

        assertThat(trigger.path("topic").asString()).isEqualTo("jobs");
        assertThat(trigger.path("excludePersistentLag").asString()).isEqualTo("true");
        assertThat(one("StatefulSet", ALL).at("/spec/replicas").isMissingNode()).isTrue();
    }

    @Test
    void aTopicThatIsNamedOtherwiseIsNamedSoHereToo() {
        var trigger =
                trigger(ON, "env.POINTSMAN_TOPICS_PREFIX=eu.", "env.POINTSMAN_TOPICS_JOBS=work");

        assertThat(trigger.path("topic").asString()).isEqualTo("eu.work");
    }

    @Test
    void whereEachTenantHasATopicItScalesOnAllOfTheGroup() {
        assertThat(trigger(MORE).path("topic").isMissingNode()).isTrue();
        assertThat(one("ScaledObject", MORE).at("/spec/triggers/0/authenticationRef/name"))
                .hasToString("\"kafka\"");
    }

    @Test
    void whatTheOperatorNamesIsWhatCounts() {
        var trigger =
                trigger(ON, "env.POINTSMAN_TENANTS_FROM=topic", "autoscaling.topic=jobs.acme");

        assertThat(trigger.path("topic").asString()).isEqualTo("jobs.acme");
    }

    private static JsonNode trigger(String... values) {
        return one("ScaledObject", values).at("/spec/triggers/0/metadata");
    }
}
