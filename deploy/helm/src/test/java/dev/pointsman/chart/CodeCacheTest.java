package dev.pointsman.chart;

import static dev.pointsman.chart.TestingChart.one;
import static dev.pointsman.chart.TestingValues.MORE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Where generated code is kept, of a worker that can write nowhere else. */
class CodeCacheTest {
    @Test
    void itIsWrittenToAFolderOfThePodsAndSealedWithASecret() {
        var pod = one("StatefulSet", MORE).at("/spec/template/spec");
        var worker = pod.at("/containers/0");

        var folder = mount(worker, variable(worker, "POINTSMAN_MODULES_CODE_CACHE_DIR"));
        var key = variable(worker, "POINTSMAN_MODULES_CODE_CACHE_KEY_FILE");
        var keys = mount(worker, key.replaceFirst("/key$", ""));

        assertThat(folder.path("readOnly").asBoolean(false)).isFalse();
        assertThat(volume(pod, folder).path("emptyDir").isObject()).isTrue();
        assertThat(keys.path("readOnly").asBoolean(false)).isTrue();
        assertThat(volume(pod, keys).at("/secret/secretName").asString()).isEqualTo("code-key");
    }

    @Test
    void withoutItNothingCanBeWritten() {
        var worker = one("StatefulSet").at("/spec/template/spec/containers/0");

        assertThat(worker.path("volumeMounts").valueStream())
                .allMatch(it -> it.path("readOnly").asBoolean(false));
        assertThat(worker.toString()).doesNotContain("CODE_CACHE");
    }

    private static String variable(JsonNode worker, String name) {
        return named(worker.path("env"), "name", name).path("value").asString();
    }

    private static JsonNode mount(JsonNode worker, String path) {
        return named(worker.path("volumeMounts"), "mountPath", path);
    }

    private static JsonNode volume(JsonNode pod, JsonNode mount) {
        return named(pod.path("volumes"), "name", mount.path("name").asString());
    }

    private static JsonNode named(JsonNode all, String field, String value) {
        return all.valueStream()
                .filter(it -> it.path(field).asString().equals(value))
                .findFirst()
                .orElseThrow();
    }
}
