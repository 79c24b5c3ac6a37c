package dev.pointsman.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ModuleName;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.tenant.LiveTenants;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                            retries: { attempts: 6, back-off: { factor: 1.5 }, also: [guest-trap, guest-exit] }
                            duplicates: PT10M
                            for-modules:
                              "order-web":
                                capabilities: [http/v1/request]
                                retries: { attempts: 2, within: PT10S, also: [], order: strict }
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
                        "  retries   6 attempts, after PT1S x 1.5, at most PT5M, within PT1H",
                        "  also      guest-exit, guest-trap",
                        "  duplicates not run within PT10M",
                        "  warning   publish.topics names some, and publish/v1/send is not granted",
                        "  warning   secrets names some, and secret/v1/get is not granted",
                        "acme, modules order-web, beyond that",
                        "  use       http/v1/request",
                        "  ask       https://api.example.com:443",
                        "  audit     none",
                        "  retries   2 attempts, after PT1S x 1.5, at most PT5M, within PT10S, order strict",
                        "initech may run nothing",
                        "  use       nothing",
                        "  audit     none",
                        "  retries   4 attempts, after PT1S x 4, at most PT5M, within PT1H");
    }

    @Test
    void modulesThatDoNotSayHowTheyAreRetriedAreAsTheOthers() throws Exception {
        var lines =
                table(
                        """
                        tenants:
                          acme:
                            retries: { attempts: 1, also: [guest-trap] }
                            for-modules: { "order-*": { metrics: [orders] } }
                        """);

        assertThat(lines)
                .filteredOn(line -> line.contains("retries"))
                .containsExactly("  retries   none");
        assertThat(lines).noneMatch(line -> line.contains("also") || line.contains("duplicates"));
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

    private static final String SIZES =
            """
            tenants:
              acme:
                modules: ["order-*"]
                http: { allow: ["http://a"], max-response-bytes: 10000 }
                limits: { timeout: PT2S, max-pages: 64 }
                metrics: [orders]
                for-modules:
                  "*-web": { metrics: [visits], http: { max-response-bytes: 20000, max-request-bytes: 5 } }
                  "orders": { metrics: [never] }
              globex:
                modules: [report]
            """;

    @Test
    void limitsAreToldWhereTheyDifferAndModulesThatTheTenantMayNotRun() throws Exception {
        assertThat(table(SIZES))
                .contains(
                        "  sizes     max-response-bytes 10000",
                        "  limits    max-pages 64, timeout PT2S",
                        "  sizes     max-request-bytes 5, max-response-bytes 20000",
                        "  warning   'orders' is the name of no module the tenant may run")
                .noneMatch(line -> line.contains("'*-web' is"))
                .filteredOn(line -> line.contains("limits"))
                .hasSize(1);
    }

    @Test
    void forAModuleAllThatIsInForceIsJoined() throws Exception {
        assertThat(of("order-web"))
                .containsExactly(
                        "acme may run order-web",
                        "  use       nothing",
                        "  ask       http://a:80",
                        "  sizes     max-request-bytes 5, max-response-bytes 20000",
                        "  count     orders, visits",
                        "  audit     none",
                        "  retries   4 attempts, after PT1S x 4, at most PT5M, within PT1H",
                        "  limits    max-pages 64, timeout PT2S",
                        "  warning   http.allow names some, and http/v1/request is not granted",
                        "  warning   metrics names some, and metric/v1/add is not granted");
        assertThat(of("umbrella")).containsExactly("nobody may run umbrella");
    }

    /** Both are good for a worker, and do nothing: the first jobs would tell, one after another. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "capabilities: [publish/v1/send] | publish/v1/send is granted, and publish.topics names none",
                "capabilities: ['http/*'] | http/v1/request is granted, and http.allow names none",
                "for-modules: { a: { capabilities: [secret/v1/get] } } | secret/v1/get is granted, and secrets names none",
                "metrics: [a] | metrics names some, and metric/v1/add is not granted",
            })
    void whatIsGrantedByHalvesIsTold(String words, String warning) throws Exception {
        assertThat(table("tenants: { acme: { " + words + " } }"))
                .contains("  warning   " + warning);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "capabilities: ['*']",
                "capabilities: [config/v1/get, state/v1/*]",
                "metrics: [a], capabilities: ['*']",
                "publish: { topics: [a] }, for-modules: { a: { capabilities: [publish/v1/send] } }",
                "capabilities: ['publish/v1/*'], for-modules: { a: { publish: { topics: [b] } } }",
            })
    void whatIsGrantedAsAWholeHasNoWarning(String words) throws Exception {
        assertThat(table("tenants: { acme: { modules: [a], " + words + " } }"))
                .noneMatch(line -> line.contains("granted"));
    }

    @Test
    void theHeapItTakesIsTold() throws Exception {
        var out = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            PointsmanCommand.run("tenants", "check", write("tenants: { acme: }").toString());
        } finally {
            System.setOut(before);
        }

        assertThat(out.toString(StandardCharsets.UTF_8).lines().toList().getLast())
                .matches("a worker needs a heap of 5[0-9]{2} MiB for it");
    }

    private List<String> of(String module) throws Exception {
        var limits = limits();
        var tenants = LiveTenants.withoutSecrets(write(SIZES), limits);
        return new GrantsTable(Main.hostFunctions(), limits).of(tenants, new ModuleName(module));
    }

    private List<String> table(String yaml) throws Exception {
        var limits = limits();
        var tenants = LiveTenants.withoutSecrets(write(yaml), limits);
        return new GrantsTable(Main.hostFunctions(), limits).of(tenants);
    }

    private static Limits limits() throws Exception {
        return Main.defaultLimits();
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("tenants.yaml"), yaml);
    }
}
