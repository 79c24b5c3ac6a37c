package dev.pointsman.worker.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configuration that will not do is answered with: key, source, value and fix. */
class ConfigFaultsTest {
    @TempDir private Path directory;

    @Test
    void anUnknownKeyInTheFileIsNamedWithTheNearest() throws Exception {
        var config = TestingConfig.file(directory, "pointsman.kafka.groop=x");

        assertThat(config.faults())
                .containsExactly(
                        "'pointsman.kafka.groop', set in "
                                + directory.resolve("application.properties")
                                + ": no such key (did you mean pointsman.kafka.group?)");
    }

    @Test
    void anUnknownVariableIsNamedWithTheNearest() {
        var config = TestingConfig.NOTHING_SET.variable("POINTSMAN_KAFKA_COMIT_INTERVAL", "PT1S");

        assertThat(config.faults())
                .containsExactly(
                        "'POINTSMAN_KAFKA_COMIT_INTERVAL', set in the environment: no such key"
                                + " (did you mean POINTSMAN_KAFKA_COMMIT_INTERVAL?)");
    }

    @Test
    void anUnknownSystemPropertyIsNamedWithTheNearest() {
        var config = TestingConfig.NOTHING_SET.system("pointsman.limits.maxpages", "9");

        assertThat(config.faults())
                .containsExactly(
                        "'pointsman.limits.maxpages', set in the system properties: no such key"
                                + " (did you mean pointsman.limits.max-pages?)");
    }

    @Test
    void aKeyThatIsNearNoneIsAnsweredWithAll() throws Exception {
        var config = TestingConfig.file(directory, "colour=red");

        assertThat(config.faults())
                .singleElement()
                .asString()
                .contains(
                        "'colour'",
                        "expected one of: pointsman.admin.listen, pointsman.concurrency");
    }

    @Test
    void aKeyInQuotesIsAnsweredWithTheOneWithout() throws Exception {
        var config = TestingConfig.file(directory, "pointsman.kafka.\"bootstrap.servers\"=h:1");

        assertThat(config.faults())
                .singleElement()
                .asString()
                .contains("did you mean pointsman.kafka.bootstrap.servers?");
    }

    @Test
    void aPortThatKubernetesDidNotSetIsUnknown() {
        var config = TestingConfig.NOTHING_SET.variable("POINTSMAN_KAFKA_PORT", "9092");

        assertThat(config.faults()).singleElement().asString().contains("POINTSMAN_KAFKA_PORT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pointsman.concurrency               | many | a whole number, 1 or more",
                "pointsman.concurrency               | 0    | a whole number, 1 or more",
                "pointsman.concurrency               | -1   | a whole number, 1 or more",
                "pointsman.concurrency               | 2147483648 | a whole number, 1 or more",
                "pointsman.kafka.compression         | lz5  | none or lz4 or snappy or zstd or gzip",
                "pointsman.kafka.max-batch           | 0    | a whole number, 1 or more",
                "pointsman.kafka.max-batch           | 1.5  | a whole number, 1 or more",
                "pointsman.modules.max-cached-bytes  | ''   | a whole number, 1 or more",
                "pointsman.limits.fuel               | -7   | a whole number, 1 or more",
                "pointsman.kafka.commit-interval     | 5s   | a duration of more than 0, such as PT5S or PT0.2S",
                "pointsman.kafka.transaction-timeout | PT0S | a duration of more than 0, such as PT5S or PT0.2S",
                "pointsman.limits.timeout            | -PT1S | a duration of more than 0, such as PT5S or PT0.2S",
                "pointsman.limits.timeout            | PT9999999999999999H | a duration of more than 0, such as PT5S or PT0.2S",
                "pointsman.kafka.group               | ''   | a text that is not empty",
                "pointsman.kafka.group               | ' '  | a text that is not empty",
                "pointsman.tenants.file              | ''   | a text that is not empty",
                "pointsman.kafka.group.protocol      | clasic | consumer or classic",
                "pointsman.topics.create             | yess | true or false",
                "pointsman.traces.ratio              | 50%  | a number from 0 to 1",
                "pointsman.traces.ratio              | 0,1  | a number from 0 to 1",
                "pointsman.traces.ratio              | 1.1  | a number from 0 to 1",
                "pointsman.traces.ratio              | NaN  | a number from 0 to 1",
            })
    void aValueThatWillNotDoIsNamedWithWhatWould(String key, String value, String expected) {
        var config = TestingConfig.NOTHING_SET.system(key, value);

        assertThat(config.faults())
                .containsExactly(
                        key
                                + ": '"
                                + value
                                + "', set in the system properties (expected: "
                                + expected
                                + ")");
    }

    @Test
    void aValueThatIsOverruledIsNotComplainedOf() throws Exception {
        var config =
                TestingConfig.file(directory, "pointsman.concurrency=many")
                        .variable("POINTSMAN_CONCURRENCY", "3");

        assertThat(config.load().concurrency()).isEqualTo(3);
    }

    @Test
    void allFaultsAreSaidAtOnce() throws Exception {
        var config =
                TestingConfig.file(directory, "colour=red", "pointsman.kafka.max-batch=x")
                        .variable("POINTSMAN_CONCURENCY", "3")
                        .system("pointsman.limits.timeout", "soon");

        assertThat(config.faults())
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("'colour', set in"),
                        two -> assertThat(two).startsWith("'POINTSMAN_CONCURENCY', set in the env"),
                        three -> assertThat(three).startsWith("pointsman.kafka.max-batch: 'x'"),
                        four -> assertThat(four).startsWith("pointsman.limits.timeout: 'soon'"));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        var missing = directory.resolve("nowhere.properties");

        var config = new TestingConfig(Optional.of(missing), Map.of(), Map.of());

        assertThat(config.faults()).singleElement().asString().contains(missing.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pointsman.kafka.group=\\u00zz", "pointsman.kafka.group=\u00ff"})
    void aFileThatIsNoPropertiesFileIsNamed(String line) throws IOException {
        var file = directory.resolve("odd.properties");
        Files.writeString(file, line, StandardCharsets.ISO_8859_1);

        var config = new TestingConfig(Optional.of(file), Map.of(), Map.of());

        assertThat(config.faults()).singleElement().asString().contains(file.toString());
    }
}
