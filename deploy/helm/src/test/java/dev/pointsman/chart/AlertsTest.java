package dev.pointsman.chart;

import static dev.pointsman.chart.TestingChart.one;
import static dev.pointsman.chart.TestingValues.ALL;
import static dev.pointsman.chart.TestingValues.OTHERWISE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What Prometheus is told to look at, and whose workers it tells of. */
class AlertsTest {
    private static final Path FILE = Path.of("pointsman/alerts.yaml");
    private static final String NOBODY = "PointsmanNoWorker";

    @Test
    void theAlertsAreThoseOfTheFile() {
        var rules = one("PrometheusRule", "prometheusRule.enabled=true").path("spec");

        assertThat(rules).isEqualTo(file());
        assertThat(rules.toString()).contains("{{ $labels.instance }}");
    }

    /** As Prometheus names them by a ServiceMonitor that says nothing else: after the Service. */
    @Test
    void workersOfAnotherReleaseDoNotMakeUpForOurs() {
        var monitor = one("ServiceMonitor", ALL).path("spec");
        var service = one("Service", ALL).at("/metadata/name").asString();

        assertThat(expression(one("PrometheusRule", ALL).path("spec"), NOBODY))
                .isEqualTo(
                        "absent(pointsman_ready{namespace=\"work\", job=\"%s\"})"
                                .formatted(service));
        assertThat(monitor.path("jobLabel").isMissingNode()).isTrue();
        assertThat(monitor.path("namespaceSelector").isMissingNode()).isTrue();
    }

    @Test
    void aReleaseThatIsNamedOtherwiseIsAskedForByThatName() {
        assertThat(expression(one("PrometheusRule", OTHERWISE).path("spec"), NOBODY))
                .contains("job=\"runners\"");
    }

    /** The others are as they are in the file. */
    @Test
    void onlyWhetherAnybodyIsThereIsAskedOfOneRelease() {
        var rendered = rules(one("PrometheusRule", ALL).path("spec"));
        var changed = rendered.stream().filter(it -> !rules(file()).contains(it));

        assertThat(changed.map(it -> it.path("alert").asString())).containsExactly(NOBODY);
    }

    /** One Prometheus may see many groups: what is added up is of one of them, or of one worker. */
    @Test
    void nothingIsAddedUpOverWorkersThatHaveNothingToDoWithEachOther() {
        assertThat(file().findValues("expr").stream().map(JsonNode::asString))
                .isNotEmpty()
                .allSatisfy(it ->
                        assertThat(it.replaceAll("(sum|min) by \\(namespace, (job|pod)\\b", ""))
                                .doesNotContainPattern("\\b(sum|min|max|avg|count)\\b"));
    }

    private static JsonNode file() {
        return YAMLMapper.shared().readTree(FILE.toFile());
    }

    private static List<JsonNode> rules(JsonNode spec) {
        return spec.at("/groups/0/rules").valueStream().toList();
    }

    private static String expression(JsonNode spec, String alert) {
        return rules(spec).stream()
                .filter(it -> it.path("alert").asString().equals(alert))
                .map(it -> it.path("expr").asString())
                .findFirst()
                .orElseThrow();
    }
}
