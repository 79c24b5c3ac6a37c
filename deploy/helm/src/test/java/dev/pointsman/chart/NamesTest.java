package dev.pointsman.chart;

import static dev.pointsman.chart.TestingChart.one;
import static dev.pointsman.chart.TestingChart.rendered;
import static dev.pointsman.chart.TestingValues.ALL;
import static dev.pointsman.chart.TestingValues.OTHERWISE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What things are called, and by what others choose them. */
class NamesTest {
    private static final String APP = "app.kubernetes.io/name";

    @Test
    void everythingIsNamedAsTheReleaseIs() {
        assertThat(names(ALL)).containsExactlyInAnyOrder("jobs", "jobs-tenants");
        assertThat(app()).isEqualTo("pointsman");
    }

    @Test
    void aNameOfOnesOwnComesAfterTheReleases() {
        var own = "nameOverride=runners";

        assertThat(names(own)).containsExactlyInAnyOrder("jobs-runners", "jobs-runners-tenants");
        assertThat(app(own)).isEqualTo("runners");
    }

    @Test
    void aWholeNameStandsForBoth() {
        var names = names("fullnameOverride=all", "nameOverride=runners");

        assertThat(names).containsExactlyInAnyOrder("all", "all-tenants");
    }

    @Test
    void podsAreOfTheServiceAndTheFileThatAreThere() {
        var stateful = one("StatefulSet", "fullnameOverride=all").path("spec");

        assertThat(stateful.path("serviceName").asString()).isEqualTo("all");
        assertThat(stateful.at("/template/spec/volumes").toString())
                .contains("\"name\":\"all-tenants\"");
    }

    /** kube-prometheus-stack takes what has its release's label, and passes over all else. */
    @Test
    void aPrometheusFindsWhatItSelectsByLabel() {
        for (var kind : Set.of("ServiceMonitor", "PrometheusRule")) {
            var labels = one(kind, OTHERWISE).at("/metadata/labels");

            assertThat(labels.path("release").asString()).as(kind).isEqualTo("prometheus");
            assertThat(labels.path(APP).asString()).as(kind).isEqualTo("pointsman");
            assertThat(one(kind, ALL).toString()).doesNotContain("\"release\"");
        }
    }

    private static Set<String> names(String... values) {
        return rendered(values).stream()
                .map(it -> it.at("/metadata/name").asString())
                .collect(Collectors.toSet());
    }

    private static String app(String... values) {
        return one("StatefulSet", values).at("/spec/selector/matchLabels").path(APP).asString();
    }
}
