package dev.pointsman.chart;

import static dev.pointsman.chart.TestingChart.one;
import static dev.pointsman.chart.TestingValues.MORE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who reaches a worker, and whom it may ask. */
class NetworkPolicyTest {
    @Test
    void onlyTheAdminPortIsReachedAndOnlyNamesAndKafkaAreAsked() {
        var spec = one("NetworkPolicy").path("spec");

        assertThat(ports(spec.path("ingress"))).containsExactly(9464);
        assertThat(ports(spec.path("egress"))).containsExactly(53, 53, 9092);
    }

    @Test
    void brokersAreAskedWhereTheyAre() {
        var egress =
                one(
                                "NetworkPolicy",
                                "kafka.bootstrapServers=one:9092,two:9094,three:9092",
                                "kafka.ports[0]=9096",
                                "kafka.ports[1]=9094")
                        .at("/spec/egress");

        assertThat(ports(egress)).containsExactly(53, 53, 9092, 9094, 9096);
    }

    @Test
    void whereTenantsMaySendRequestsIsSaidByRulesOfTheOperators() {
        var egress = one("NetworkPolicy", MORE).at("/spec/egress");

        assertThat(ports(egress)).contains(443);
        assertThat(egress.toString()).contains("\"cidr\":\"192.0.2.0/24\"");
    }

    @Test
    void whereNamesAndBrokersAreMayBeAnywhereUnlessAPeerIsNamed() {
        var anywhere = one("NetworkPolicy").at("/spec/egress");
        var named = one("NetworkPolicy", MORE).at("/spec/egress");

        assertThat(anywhere.findValues("to")).isEmpty();
        assertThat(named.at("/0/to").toString())
                .isEqualTo("[{\"namespaceSelector\":{\"matchLabels\":{\"name\":\"dns\"}}}]");
        assertThat(named.at("/1/to").toString())
                .isEqualTo("[{\"ipBlock\":{\"cidr\":\"198.51.100.0/24\"}}]");
        assertThat(ports(named.path(0))).containsExactly(53, 53);
        assertThat(ports(named.path(1))).containsExactly(9092, 9094);
    }

    @Test
    void prometheusIsLetInFromItsNamespace() {
        var policy = one("NetworkPolicy", MORE).at("/spec/ingress/0/from");

        assertThat(policy.toString())
                .isEqualTo(
                        "[{\"podSelector\":{}},{\"namespaceSelector\":{\"matchLabels\":"
                                + "{\"kubernetes.io/metadata.name\":\"monitoring\"}}}]");
    }

    private static List<Integer> ports(JsonNode rules) {
        return rules.findValues("port").stream().map(JsonNode::asInt).toList();
    }
}
