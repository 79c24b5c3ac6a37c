package dev.pointsman.chart;

import static dev.pointsman.chart.TestingChart.one;
import static dev.pointsman.chart.TestingChart.rendered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The chart renders what Kubernetes takes, and nothing that gives a worker more than it needs. */
class ChartTest {
    private static final Path SETTINGS = Path.of("../application.properties");
    private static final Duration CLOSING_TAKES = Duration.ofSeconds(15);
    private static final String[] ALL = {
        "autoscaling.enabled=true", "serviceMonitor.enabled=true", "prometheusRule.enabled=true"
    };

    private static final String[] MORE = {
        "autoscaling.enabled=true",
        "autoscaling.topic=",
        "autoscaling.triggerAuthentication=kafka",
        "serviceMonitor.enabled=true",
        "serviceMonitor.prometheusNamespace=monitoring",
        "kafka.securitySecret=kafka-user",
        "kafka.ports[0]=9094",
        "secrets.env=tokens",
        "secrets.files=keys",
        "env.POINTSMAN_DRAIN_TIMEOUT=PT10S",
        "image.tag=1.2.3",
        "modules.persistentVolumeClaim=modules",
        "networkPolicy.egress[0].to[0].ipBlock.cidr=192.0.2.0/24",
        "networkPolicy.egress[0].ports[0].port=443"
    };

    private static final String[] OTHERWISE = {
        "tenantsConfigMap=who", "modules.configMap=wasm", "networkPolicy.enabled=false"
    };

    private static final Set<String> OF_OPERATORS =
            Set.of("PrometheusRule", "ScaledObject", "ServiceMonitor");

    /** The types of the API that are not somebody's extension. */
    private static final Map<String, Type> TYPES =
            Map.of(
                    "ConfigMap", V1ConfigMap.class,
                    "NetworkPolicy", V1NetworkPolicy.class,
                    "PodDisruptionBudget", V1PodDisruptionBudget.class,
                    "Service", V1Service.class,
                    "StatefulSet", V1StatefulSet.class);

    @Test
    void helmHasNothingAgainstIt() {
        var result = TestingChart.linted();

        assertThat(result.getMessages()).noneMatch(line -> line.contains("ERROR"));
    }

    @Test
    void itHasAllItSaysItHas() {
        assertThat(rendered(ALL).stream().map(it -> it.path("kind").asString()))
                .containsExactlyInAnyOrder(
                        "ConfigMap",
                        "NetworkPolicy",
                        "PodDisruptionBudget",
                        "PrometheusRule",
                        "ScaledObject",
                        "Service",
                        "ServiceMonitor",
                        "StatefulSet");
    }

    @Test
    void whatNeedsAnOperatorIsThereOnlyIfItIsAskedFor() {
        assertThat(rendered().stream().map(it -> it.path("kind").asString()))
                .doesNotContain("PrometheusRule", "ScaledObject", "ServiceMonitor");
    }

    @ParameterizedTest
    @MethodSource("waysToUseIt")
    void everyManifestIsOfTheTypeThatKubernetesHas(String[] values) {
        for (var manifest : ofKubernetes(values)) {
            var kind = manifest.path("kind").asString();
            var element = JsonParser.parseString(manifest.toString());

            assertThatCode(() -> validate(kind, element)).as(kind).doesNotThrowAnyException();
            Object typed = JSON.getGson().fromJson(element, TYPES.get(kind));
            assertThat(typed).isNotNull();
        }
    }

    /** Whatever a value adds is in one of them. */
    private static Stream<Arguments> waysToUseIt() {
        return Stream.of(new String[0], ALL, MORE, OTHERWISE).map(it -> Arguments.of((Object) it));
    }

    private static List<JsonNode> ofKubernetes(String... values) {
        return rendered(values).stream()
                .filter(it -> !OF_OPERATORS.contains(it.path("kind").asString()))
                .toList();
    }

    @Test
    void everyValueIsTriedByOneOfThem() throws IOException {
        var tried =
                Stream.of(ALL, MORE, OTHERWISE)
                        .flatMap(Stream::of)
                        .map(it -> it.split("[=.\\[]", 3))
                        .map(it -> it[0] + "." + it[1])
                        .collect(Collectors.toSet());

        assertThat(tried).containsAll(valuesThatAddSomething());
    }

    /** Those that are empty, or off, unless somebody sets them. */
    private static Set<String> valuesThatAddSomething() throws IOException {
        var found = new TreeSet<String>();
        var values = YAMLMapper.shared().readTree(Path.of("pointsman/values.yaml").toFile());
        for (var section : values.properties()) {
            for (var value : section.getValue().properties()) {
                if (Set.of("\"\"", "[]", "{}", "false").contains(value.getValue().toString())) {
                    found.add(section.getKey() + "." + value.getKey());
                }
            }
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.bootstrapServers=",
                "kafka.bootstrapServers=kafka",
                "image.tag=latest",
                "replicas=0",
                "replica=3",
                "networkPolicy.adminFrom=null",
                "terminationGracePeriodSeconds=35",
                "env.POINTSMAN_DRAIN_TIMEOUT=PT30S",
                "env.POINTSMAN_DRAIN_TIMEOUT=PT1M",
                "env.KAFKA_GROUP=x"
            })
    void aValueThatWillNotDoIsRefused(String value) {
        assertThatThrownBy(() -> rendered(value)).hasMessageContaining("values");
    }

    @Test
    void aWorkerHasNoRightsToLose() {
        var pod = pod();
        var worker = worker();

        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.path("hostNetwork").asBoolean(false)).isFalse();
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean(false)).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asString())
                .isEqualTo("RuntimeDefault");
        var rights = worker.path("securityContext");
        assertThat(rights.path("readOnlyRootFilesystem").asBoolean(false)).isTrue();
        assertThat(rights.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(rights.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
        assertThat(rights.at("/capabilities/add").isMissingNode()).isTrue();
    }

    @Test
    void itHasLimits() {
        var resources = worker().path("resources");

        assertThat(resources.at("/limits/memory").asString())
                .isEqualTo(resources.at("/requests/memory").asString());
        assertThat(resources.at("/limits/cpu").isMissingNode()).isFalse();
    }

    @Test
    void itsImageIsNeverWhateverIsNewest() {
        assertThat(worker().path("image").asString()).matches(".+:\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void probesAskWhatTheAdminPortAnswers() {
        var worker = worker();

        assertThat(worker.at("/ports/0/containerPort").asInt()).isEqualTo(9464);
        assertThat(path(worker, "livenessProbe")).isEqualTo("/livez");
        assertThat(path(worker, "startupProbe")).isEqualTo("/livez");
        assertThat(path(worker, "readinessProbe")).isEqualTo("/readyz");
    }

    @Test
    void aWorkersSlotIsTheNameThatItsPodKeeps() {
        var slot =
                worker().path("env")
                        .valueStream()
                        .filter(it -> it.path("name").asString().equals("POINTSMAN_KAFKA_SLOT"))
                        .findFirst()
                        .orElseThrow();

        assertThat(slot.at("/valueFrom/fieldRef/fieldPath").asString()).isEqualTo("metadata.name");
    }

    @Test
    void itSetsNothingThatAWorkerDoesNotKnow() throws IOException {
        var known =
                Files.readAllLines(SETTINGS).stream()
                        .filter(line -> line.startsWith("#pointsman."))
                        .map(line -> line.substring(1, line.indexOf('=')))
                        .map(key -> key.toUpperCase(Locale.ROOT).replaceAll("\\W", "_"))
                        .collect(Collectors.toSet());

        assertThat(worker().path("env").valueStream().map(it -> it.path("name").asString()))
                .allSatisfy(name -> assertThat(known).contains(name));
    }

    @Test
    void passwordsComeFromASecretAsAFile() {
        var pod = one("StatefulSet", "kafka.securitySecret=kafka-user").at("/spec/template/spec");

        assertThat(pod.path("volumes").toString()).contains("\"secretName\":\"kafka-user\"");
        assertThat(pod.path("containers").toString())
                .contains("/etc/pointsman/security/security.properties");
    }

    @Test
    void thereIsTimeToDrain() throws IOException {
        var drain =
                Files.readAllLines(SETTINGS).stream()
                        .filter(line -> line.startsWith("#pointsman.drain-timeout="))
                        .map(line -> Duration.parse(line.substring(line.indexOf('=') + 1)))
                        .findFirst()
                        .orElseThrow();

        var grace = Duration.ofSeconds(pod().path("terminationGracePeriodSeconds").asInt());

        assertThat(grace).isGreaterThan(drain.plus(CLOSING_TAKES));
    }

    /** What may be known is what a worker may wait for, whoever sets it. */
    @Test
    void aLongerDrainWantsALongerGracePeriod() {
        var pod =
                one(
                                "StatefulSet",
                                "env.POINTSMAN_DRAIN_TIMEOUT=PT1M30.5S",
                                "terminationGracePeriodSeconds=107")
                        .at("/spec/template/spec");

        assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isEqualTo(107);
    }

    @Test
    void secretsOfTenantsAreVariablesAndFilesAndNotInTheManifest() {
        var pod = one("StatefulSet", MORE).at("/spec/template/spec");
        var worker = pod.at("/containers/0");

        assertThat(worker.at("/envFrom/0/secretRef/name").asString()).isEqualTo("tokens");
        assertThat(pod.path("volumes").toString()).contains("\"secretName\":\"keys\"");
        assertThat(worker.path("volumeMounts").toString()).contains("\"/run/secrets\"");
        assertThat(pod().toString()).doesNotContain("envFrom", "/run/secrets");
    }

    @Test
    void modulesAreOfAVolumeOrOfAConfigMap() {
        assertThat(one("StatefulSet", MORE).toString()).contains("\"claimName\":\"modules\"");
        assertThat(one("StatefulSet", OTHERWISE).toString()).contains("\"name\":\"wasm\"");
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
    void prometheusIsLetInFromItsNamespace() {
        var policy = one("NetworkPolicy", MORE).at("/spec/ingress/0/from");

        assertThat(policy.toString())
                .isEqualTo(
                        "[{\"podSelector\":{}},{\"namespaceSelector\":{\"matchLabels\":"
                                + "{\"kubernetes.io/metadata.name\":\"monitoring\"}}}]");
    }

    @Test
    void onlyTheAdminPortIsReachedAndOnlyNamesAndKafkaAreAsked() {
        var spec = one("NetworkPolicy").path("spec");

        assertThat(ports(spec.path("ingress"))).containsExactly(9464);
        assertThat(ports(spec.path("egress"))).containsExactly(53, 53, 9092);
    }

    @Test
    void itScalesOnTheLagOfJobsAndLeavesReplicasToKeda() {
        var trigger = one("ScaledObject", ALL).at("/spec/triggers/0/metadata");

        assertThat(trigger.path("topic").asString()).isEqualTo("jobs");
        assertThat(trigger.path("excludePersistentLag").asString()).isEqualTo("true");
        assertThat(one("StatefulSet", ALL).at("/spec/replicas").isMissingNode()).isTrue();
    }

    @Test
    void whereEachTenantHasATopicItScalesOnAllOfTheGroup() {
        var trigger = one("ScaledObject", MORE).at("/spec/triggers/0");

        assertThat(trigger.at("/metadata/topic").isMissingNode()).isTrue();
        assertThat(trigger.at("/authenticationRef/name").asString()).isEqualTo("kafka");
    }

    @Test
    void theAlertsAreThoseOfTheFile() {
        var rule = one("PrometheusRule", ALL).at("/spec/groups/0/rules");

        assertThat(rule.valueStream().map(it -> it.path("alert").asString()))
                .contains("PointsmanNotReady", "PointsmanFallsBehind");
        assertThat(rule.toString()).contains("{{ $labels.instance }}");
    }

    private static void validate(String kind, JsonElement element) throws IOException {
        switch (kind) {
            case "ConfigMap" -> V1ConfigMap.validateJsonElement(element);
            case "NetworkPolicy" -> V1NetworkPolicy.validateJsonElement(element);
            case "PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(element);
            case "Service" -> V1Service.validateJsonElement(element);
            case "StatefulSet" -> V1StatefulSet.validateJsonElement(element);
            default -> throw new AssertionError(kind + ": of no type that is known here");
        }
    }

    private static JsonNode pod() {
        return one("StatefulSet").at("/spec/template/spec");
    }

    private static JsonNode worker() {
        return pod().at("/containers/0");
    }

    private static String path(JsonNode worker, String probe) {
        return worker.at("/" + probe + "/httpGet/path").asString();
    }

    private static List<Integer> ports(JsonNode rules) {
        return rules.findValues("port").stream().map(JsonNode::asInt).toList();
    }
}
