package dev.pointsman.chart;

import static dev.pointsman.chart.TestingChart.one;
import static dev.pointsman.chart.TestingValues.MORE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What nobody should read comes from Secrets, and stands in no manifest. */
class SecretsTest {
    @Test
    void passwordsComeFromASecretAsAFile() {
        var pod = one("StatefulSet", "kafka.securitySecret=kafka-user").at("/spec/template/spec");

        assertThat(pod.path("volumes").toString()).contains("\"secretName\":\"kafka-user\"");
        assertThat(pod.path("containers").toString())
                .contains("/etc/pointsman/security/security.properties");
    }

    @Test
    void secretsOfTenantsAreVariablesAndFilesAndNotInTheManifest() {
        var pod = one("StatefulSet", MORE).at("/spec/template/spec");
        var worker = pod.at("/containers/0");

        assertThat(worker.at("/envFrom/0/secretRef/name").asString()).isEqualTo("tokens");
        assertThat(pod.path("volumes").toString()).contains("\"secretName\":\"keys\"");
        assertThat(worker.path("volumeMounts").toString()).contains("\"/run/secrets\"");
        assertThat(one("StatefulSet").toString()).doesNotContain("envFrom", "/run/secrets");
    }
}
