package dev.pointsman.chart;

import static dev.pointsman.chart.TestingChart.one;
import static dev.pointsman.chart.TestingChart.rendered;
import static dev.pointsman.chart.TestingValues.ALL;
import static dev.pointsman.chart.TestingValues.DIGEST;
import static dev.pointsman.chart.TestingValues.MORE;
import static dev.pointsman.chart.TestingValues.OTHERWISE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The chart renders what Kubernetes takes, and nothing that gives a worker more than it needs. */
class ChartTest {
    private static final Path SETTINGS = Path.of("../application.properties");
    private static final Duration CLOSING_TAKES = Duration.ofSeconds(15);

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
                "env.POINTSMAN_DRAIN_TIMEOUT=pt1m",
                "env.POINTSMAN_DRAIN_TIMEOUT=P1D",
                "env.KAFKA_GROUP=x",
                "env.LOG_FORMAT=json",
                "env.LOG_LEVEL=warning",
                "autoscaling.minReplicas=0",
                "image.digest=1.2.3",
                "image.digest=sha256:123",
                "nameOverride=Runners",
                "fullnameOverride=1-runner",
                "fullnameOverride=a-name-that-is-longer-than-what-a-pod-may-be-named-",
                "affinity.node=pool",
                "podAnnotations.note[0]=kept",
                "priorityClassName[0]=first",
                "codeCache.enabled=true",
                "codeCache.secret=code-key",
                "networkPolicy.dnsTo[0].cidr=192.0.2.0/24",
                "networkPolicy.kafkaTo[0].ipBlock.except[0]=192.0.2.0/24",
                "networkPolicy.kafkaTo=192.0.2.0/24",
                "serviceMonitor.labels=prometheus",
                "serviceMonitor.labels.helm\\.sh/chart=other",
                "prometheusRule.labels.app\\.kubernetes\\.io/name=other"
            })
    void aValueThatWillNotDoIsRefused(String value) {
        assertThatThrownBy(() -> rendered(value)).hasMessageContaining("values");
    }

    /** The last of two with one name wins: one slot for all workers, a port that no probe knows. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POINTSMAN_KAFKA_BOOTSTRAP_SERVERS",
                "POINTSMAN_KAFKA_GROUP",
                "POINTSMAN_KAFKA_SLOT",
                "POINTSMAN_KAFKA_SECURITY_FILE",
                "POINTSMAN_ADMIN_LISTEN",
                "POINTSMAN_TENANTS_FILE",
                "POINTSMAN_MODULES_DIR",
                "POINTSMAN_MODULES_CODE_CACHE_DIR",
                "POINTSMAN_MODULES_CODE_CACHE_KEY_FILE"
            })
    void whatTheChartSetsIsNotSetBesides(String name) {
        assertThatThrownBy(() -> rendered("env." + name + "=x")).hasMessageContaining(name);
    }

    @Test
    void eachVariableIsSetOnce() {
        var names =
                one("StatefulSet", MORE)
                        .at("/spec/template/spec/containers/0/env")
                        .valueStream()
                        .map(it -> it.path("name").asString())
                        .toList();

        assertThat(names).contains("POINTSMAN_KAFKA_SECURITY_FILE").doesNotHaveDuplicates();
    }

    @Test
    void podsAreKeptApartAndGoWhereTheClusterWantsThem() {
        var pod = one("StatefulSet", MORE).at("/spec/template/spec");

        assertThat(pod.at("/imagePullSecrets/0/name").asString()).isEqualTo("registry");
        assertThat(pod.at("/nodeSelector/pool").asString()).isEqualTo("workers");
        assertThat(pod.at("/tolerations/0/key").asString()).isEqualTo("jobs");
        assertThat(pod.at("/affinity/podAntiAffinity").toString()).contains("\"rack\"");
        assertThat(pod.at("/priorityClassName").asString()).isEqualTo("first");
        var apart = pod.at("/topologySpreadConstraints/0");
        assertThat(apart.path("topologyKey").asString()).isEqualTo("kubernetes.io/hostname");
        assertThat(apart.at("/labelSelector/matchLabels"))
                .isEqualTo(one("StatefulSet", MORE).at("/spec/selector/matchLabels"));
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
    void anImageOfADigestIsThatAndNoOther() {
        var pod = one("StatefulSet", "image.tag=1.2.3", "image.digest=" + DIGEST);

        assertThat(pod.at("/spec/template/spec/containers/0/image").asString())
                .isEqualTo("pointsman/worker@" + DIGEST);
    }

    @Test
    void whatIsNotedOnAPodIsOnEach() {
        var annotations = one("StatefulSet", MORE).at("/spec/template/metadata/annotations");

        assertThat(annotations.toString()).isEqualTo("{\"note\":\"kept\"}");
    }

    /** Also where an image is used that says nothing of its own. */
    @Test
    void aWorkerIsToldWhereItsTenantsAndModulesAre() {
        var paths =
                worker().path("volumeMounts")
                        .valueStream()
                        .map(it -> it.path("mountPath").asString())
                        .toList();

        assertThat(paths).contains(variable("POINTSMAN_MODULES_DIR"));
        assertThat(paths)
                .anyMatch(it -> variable("POINTSMAN_TENANTS_FILE").equals(it + "/tenants.yaml"));
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

        assertThat(
                        one("StatefulSet", MORE)
                                .at("/spec/template/spec/containers/0/env")
                                .valueStream()
                                .map(it -> it.path("name").asString()))
                .allSatisfy(name -> assertThat(known).contains(name));
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
    void modulesAreOfAVolumeOrOfAConfigMap() {
        assertThat(one("StatefulSet", MORE).toString()).contains("\"claimName\":\"modules\"");
        assertThat(one("StatefulSet", OTHERWISE).toString()).contains("\"name\":\"wasm\"");
    }

    private static JsonNode pod() {
        return one("StatefulSet").at("/spec/template/spec");
    }

    private static JsonNode worker() {
        return pod().at("/containers/0");
    }

    private static String variable(String name) {
        return worker().path("env")
                .valueStream()
                .filter(it -> it.path("name").asString().equals(name))
                .map(it -> it.path("value").asString())
                .collect(Collectors.joining());
    }

    private static String path(JsonNode worker, String probe) {
        return worker.at("/" + probe + "/httpGet/path").asString();
    }
}
