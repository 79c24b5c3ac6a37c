package dev.pointsman.worker.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.config.WorkerConfig.GroupProtocol;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where settings come from, and which of them count. */
class ConfigLoaderTest {
    @TempDir private Path directory;

    @Test
    void withoutAnySettingEverythingHasADefault() throws Exception {
        var config = TestingConfig.NOTHING_SET.load();

        assertThat(config.kafka().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(config.kafka().groupProtocol()).isEqualTo(GroupProtocol.CONSUMER);
        assertThat(config.kafka().commitInterval()).isEqualTo(Duration.ofMillis(20));
        assertThat(config.topics().prefix()).isEmpty();
        assertThat(config.topics().deadLetters()).isEqualTo("dead-letters");
        assertThat(config.tenants().file()).isEqualTo(Path.of("tenants.yaml"));
        assertThat(config.limits().fuel()).isEqualTo(5_000_000_000L);
    }

    @Test
    void theFileCountsMoreThanTheDefaults() throws Exception {
        var config = TestingConfig.file(directory, "pointsman.kafka.group = from-file").load();

        assertThat(config.kafka().group()).isEqualTo("from-file");
    }

    @Test
    void theEnvironmentCountsMoreThanTheFile() throws Exception {
        var config =
                TestingConfig.file(directory, "pointsman.kafka.group=from-file")
                        .variable("POINTSMAN_KAFKA_GROUP", "from-environment")
                        .load();

        assertThat(config.kafka().group()).isEqualTo("from-environment");
    }

    @Test
    void systemPropertiesCountMoreThanTheEnvironment() throws Exception {
        var config =
                TestingConfig.file(directory, "pointsman.kafka.group=from-file")
                        .variable("POINTSMAN_KAFKA_GROUP", "from-environment")
                        .system("pointsman.kafka.group", "from-system")
                        .load();

        assertThat(config.kafka().group()).isEqualTo("from-system");
    }

    @Test
    void whatTheFileSaysStandsWhereNothingElseIsSaid() throws Exception {
        var config =
                TestingConfig.file(directory, "pointsman.concurrency=7")
                        .variable("POINTSMAN_KAFKA_GROUP", "from-environment")
                        .load();

        assertThat(config.concurrency()).isEqualTo(7);
    }

    @Test
    void aVariableWithDotsInItsKeyIsFound() throws Exception {
        var config =
                TestingConfig.NOTHING_SET
                        .variable("POINTSMAN_KAFKA_BOOTSTRAP_SERVERS", "one:9092,two:9092")
                        .load();

        assertThat(config.kafka().bootstrapServers()).isEqualTo("one:9092,two:9092");
    }

    @Test
    void aVariableWithAHyphenInItsKeyIsFound() throws Exception {
        var config =
                TestingConfig.NOTHING_SET
                        .variable("POINTSMAN_KAFKA_COMMIT_INTERVAL", "PT1S")
                        .load();

        assertThat(config.kafka().commitInterval()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({
        "POINTSMAN_SERVICE_HOST, 10.0.0.1",
        "POINTSMAN_SERVICE_PORT, 80",
        "POINTSMAN_SERVICE_PORT_HTTP, 80",
        "POINTSMAN_PORT, tcp://10.0.0.1:80",
        "POINTSMAN_PORT_80_TCP, tcp://10.0.0.1:80",
        "POINTSMAN_PORT_80_TCP_ADDR, 10.0.0.1",
        "POINTSMAN_KAFKA_SERVICE_HOST, 10.0.0.1",
        "POINTSMAN_KAFKA_PORT, tcp://10.0.0.1:9092",
        "POINTSMAN_KAFKA_PORT_9092_TCP_PROTO, tcp",
    })
    void whatKubernetesSetsForServicesIsNotForUs(String name, String value) throws Exception {
        var config = TestingConfig.NOTHING_SET.variable(name, value).load();

        assertThat(config.kafka().bootstrapServers()).isEqualTo("localhost:9092");
    }

    @Test
    void whatOthersSetIsNotForUs() throws Exception {
        var config =
                TestingConfig.NOTHING_SET
                        .variable("PATH", "/bin")
                        .variable("POINTSMAN_IMAGE", "registry.example/worker:1")
                        .variable("POINTSMAN_PULL_POLICY", "missing")
                        .system("java.version", "25")
                        .load();

        assertThat(config.concurrency()).isEqualTo(2);
    }

    @Test
    void aTopicsPrefixMayBeEmpty() throws Exception {
        var config = TestingConfig.NOTHING_SET.variable("POINTSMAN_TOPICS_PREFIX", "").load();

        assertThat(config.topics().prefix()).isEmpty();
    }
}
