package dev.pointsman.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What is of the types of an operator has no field that they do not have, and those they want. */
class ExtensionTypesTest {
    private static final String SCALED = "autoscaling.enabled=true";
    private static final String WATCHED = "serviceMonitor.enabled=true";
    private static final String ALERTING = "prometheusRule.enabled=true";

    @Test
    void theServiceMonitorIsOfTheTypeThatPrometheusHas() throws Exception {
        var typed =
                StrictTypes.read(TestingChart.one("ServiceMonitor", WATCHED), ServiceMonitor.class);

        var endpoint = typed.getSpec().getEndpoints().getFirst();
        assertThat(typed.getApiVersion()).isEqualTo("monitoring.coreos.com/v1");
        assertThat(endpoint.getPort())
                .isEqualTo(TestingChart.one("Service").at("/spec/ports/0/name").asString());
        assertThat(endpoint.getPath()).isEqualTo("/metrics");
        assertThat(endpoint.getInterval()).matches("\\d+s");
        assertThat(typed.getSpec().getSelector().getMatchLabels()).isNotEmpty();
    }

    @Test
    void theRulesAreOfTheTypeThatPrometheusHas() throws Exception {
        var typed =
                StrictTypes.read(
                        TestingChart.one("PrometheusRule", ALERTING), PrometheusRule.class);

        assertThat(typed.getSpec().getGroups())
                .allSatisfy(group -> assertThat(group.getName()).isNotEmpty())
                .flatMap(group -> group.getRules())
                .isNotEmpty()
                .allSatisfy(rule -> {
                    assertThat(rule.getAlert()).isNotEmpty();
                    assertThat(rule.getExpr().getStrVal()).isNotEmpty();
                });
    }

    @Test
    void theScaledObjectIsAsKedaDocumentsItAlsoWithAllItMayHave() {
        var all =
                new String[] {
                    SCALED,
                    "autoscaling.triggerAuthentication=kafka",
                    "env.POINTSMAN_TENANTS_FROM=topic"
                };

        var typed = ScaledObject.read(TestingChart.one("ScaledObject", all));

        assertThat(typed.spec().triggers().getFirst().authenticationRef())
                .contains(new ScaledObject.Reference("kafka"));
    }

    @Test
    void theScaledObjectIsAsKedaDocumentsIt() {
        var typed = ScaledObject.read(TestingChart.one("ScaledObject", SCALED));

        assertThat(typed.spec().scaleTargetRef().name())
                .isEqualTo(TestingChart.one("StatefulSet").at("/metadata/name").asString());
        assertThat(typed.spec().minReplicaCount()).isLessThan(typed.spec().maxReplicaCount());
    }

    @Test
    void aFieldThatKedaDoesNotHaveWouldBeFound() {
        var manifest = TestingChart.one("ScaledObject", SCALED);
        with(manifest.path("spec"), "maxReplicas", 3);

        assertThatThrownBy(() -> ScaledObject.read(manifest))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("maxReplicas");
    }

    @Test
    void aTriggersValueThatIsNoTextWouldBeFound() {
        var manifest = TestingChart.one("ScaledObject", SCALED);
        with(manifest.at("/spec/triggers/0/metadata"), "lagThreshold", 100);

        assertThatThrownBy(() -> ScaledObject.read(manifest)).isInstanceOf(JacksonException.class);
    }

    @Test
    void aFieldThatPrometheusDoesNotHaveWouldBeFound() {
        var manifest = TestingChart.one("ServiceMonitor", WATCHED);
        with(manifest.at("/spec/endpoints/0"), "intervall", 15);

        assertThatThrownBy(() -> StrictTypes.read(manifest, ServiceMonitor.class))
                .hasMessageContaining("intervall");
    }

    private static void with(JsonNode node, String field, int value) {
        node.asObject().put(field, value);
    }
}
