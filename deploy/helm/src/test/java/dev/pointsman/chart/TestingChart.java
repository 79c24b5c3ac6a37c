package dev.pointsman.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The chart as Helm renders it, under the least values it takes and those of a test. */
final class TestingChart {
    private static final Path CHART = Path.of("pointsman");

    private TestingChart() {}

    /** All manifests; each value as {@code key=value}. */
    static List<JsonNode> rendered(String... values) {
        var template = new Helm(CHART).template().withName("jobs").withNamespace("work");
        template.set("kafka.bootstrapServers", "kafka:9092");
        for (var value : values) {
            var parts = value.split("=", 2);
            template.set(parts[0], parts[1]);
        }
        try (var documents =
                YAMLMapper.shared()
                        .readerFor(JsonNode.class)
                        .<JsonNode>readValues(template.call())) {
            return documents.readAll().stream().filter(it -> it.hasNonNull("kind")).toList();
        }
    }

    /** The one manifest of this kind. */
    static JsonNode one(String kind, String... values) {
        var all = rendered(values).stream().filter(it -> isOf(kind, it)).toList();
        if (all.size() != 1) {
            throw new AssertionError(kind + ": " + all.size() + " of them (expected: 1)");
        }
        return all.getFirst();
    }

    private static boolean isOf(String kind, JsonNode manifest) {
        return manifest.path("kind").asString("").equals(kind);
    }

    static LintResult linted() {
        return new Helm(CHART).lint().strict().call();
    }
}
