package dev.pointsman.chart;

import static dev.pointsman.chart.TestingChart.rendered;
import static dev.pointsman.chart.TestingValues.ALL;
import static dev.pointsman.chart.TestingValues.MORE;
import static dev.pointsman.chart.TestingValues.OTHERWISE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Whatever values are set, what is rendered is of the types that Kubernetes has. */
class ChartTypesTest {
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
                        .flatMap(it -> Stream.of(it[0], it[0] + "." + it[1]))
                        .collect(Collectors.toSet());

        assertThat(tried).containsAll(valuesThatAddSomething());
    }

    /** Those that are empty, or off, unless somebody sets them. */
    private static Set<String> valuesThatAddSomething() throws IOException {
        var found = new TreeSet<String>();
        var values = YAMLMapper.shared().readTree(Path.of("pointsman/values.yaml").toFile());
        for (var section : values.properties()) {
            if (isEmptyOrOff(section.getValue())) {
                found.add(section.getKey());
            }
            section.getValue().properties().stream()
                    .filter(it -> isEmptyOrOff(it.getValue()))
                    .forEach(it -> found.add(section.getKey() + "." + it.getKey()));
        }
        return found;
    }

    private static boolean isEmptyOrOff(JsonNode value) {
        return Set.of("\"\"", "[]", "{}", "false").contains(value.toString());
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
}
