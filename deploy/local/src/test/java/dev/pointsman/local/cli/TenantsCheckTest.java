package dev.pointsman.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.Main;
import dev.pointsman.worker.config.ConfigLoader;
import dev.pointsman.worker.tenant.LiveTenants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says about a tenants file. */
class TenantsCheckTest {
    @TempDir private Path directory;

    @Test
    void aFileIsToldAsWhatItComesTo() throws Exception {
        var lines =
                table(
                        """
                        tenants:
                          acme:
                            modules: ["order-*"]
                            capabilities: ["log/v1/*", "config/v1/get", "publish/v1/sent"]
                            publish: { topics: [acme.alerts] }
                            secrets: { token: { env: NOBODY_HAS_THIS } }
                            for-modules:
                              "order-web":
                                capabilities: [http/v1/request]
                                http: { allow: ["https://api.example.com"] }
                          initech:
                        """);

        assertThat(lines)
                .containsExactly(
                        "acme may run order-*",
                        "  use       config/v1/get, log/v1/write",
                        "  publish   acme.alerts",
                        "  secrets   token",
                        "  audit     none",
                        "  warning   'publish/v1/sent' grants nothing this worker has (did you mean publish/v1/send?)",
                        "acme, modules order-web, beyond that",
                        "  use       http/v1/request",
                        "  ask       https://api.example.com:443",
                        "  audit     none",
                        "initech may run nothing",
                        "  use       nothing",
                        "  audit     none");
    }

    @Test
    void aGoodFileEndsWellAndABadOneDoesNot() throws IOException {
        var good = write("tenants: { acme: }");
        var bad = Files.writeString(directory.resolve("bad.yaml"), "tenants: { acme: { a: b } }");

        assertThat(PointsmanCommand.run("tenants", "check", good.toString())).isZero();
        assertThat(PointsmanCommand.run("tenants", "check", bad.toString())).isEqualTo(1);
    }

    @Test
    void secretsThatAreElsewhereAreNotLookedForIfAsked() throws IOException {
        var file =
                write("tenants: { acme: { secrets: { a: { env: NOBODY_HAS_THIS } } } }").toString();

        assertThat(PointsmanCommand.run("tenants", "check", file)).isEqualTo(1);
        assertThat(PointsmanCommand.run("tenants", "check", "--without-secrets", file)).isZero();
    }

    private List<String> table(String yaml) throws Exception {
        var limits = Main.limits(ConfigLoader.load(Optional.empty(), Map.of(), Map.of()).limits());
        var tenants = LiveTenants.withoutSecrets(write(yaml), limits);
        return new GrantsTable(Main.hostFunctions()).of(tenants);
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("tenants.yaml"), yaml);
    }
}
