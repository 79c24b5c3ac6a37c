package dev.pointsman.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of passwords: taken as it is, shown to nobody, and good for nothing else. */
class ClientSecurityTest {
    @TempDir private Path folder;

    @Test
    void whatProvesWhoWeAreIsTaken() throws IOException {
        var security = read("security.protocol=SASL_SSL\nssl.truststore.location=/ca.pem\n");

        assertThat(security.properties())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("ssl.truststore.location", "/ca.pem");
    }

    @Test
    void itDoesNotShowItsPasswords() throws IOException {
        var security = read("sasl.jaas.config=a secret\n");

        assertThat(security).hasToString("ClientSecurity[sasl.jaas.config]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "enable.idempotence",
                "isolation.level",
                "bootstrap.servers",
                "interceptor.classes",
                "metric.reporters"
            })
    void whatExactlyOnceRestsOnCannotBeSetThere(String key) {
        assertThatThrownBy(() -> read(key + "=a secret\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("kafka.security-file: ", key, "(expected: ")
                .hasMessageNotContaining("a secret");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        var missing = folder.resolve("missing");

        assertThatThrownBy(() -> ClientSecurity.read(missing))
                .hasMessageContaining("kafka.security-file: " + missing);
    }

    @Test
    void kafkasOwnToolsAreToldOfTheFileAsAShellTakesIt() throws IOException {
        var plain = Files.writeString(folder.resolve("client.properties"), "");
        var spaced = Files.writeString(folder.resolve("it's mine"), "");

        assertThat(ClientSecurity.NONE.toolOption()).isEmpty();
        assertThat(ClientSecurity.read(plain).toolOption()).isEqualTo(" --command-config " + plain);
        assertThat(ClientSecurity.read(spaced).toolOption())
                .isEqualTo(" --command-config '" + folder + "/it'\\''s mine'");
    }

    private ClientSecurity read(String text) throws IOException {
        return ClientSecurity.read(Files.writeString(folder.resolve("security"), text));
    }
}
