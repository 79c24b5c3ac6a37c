package dev.pointsman.worker.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ModuleName;
import dev.pointsman.contracts.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a good tenants file says. */
class TenantsFileTest {
    private static final TenantId ACME = new TenantId("acme");

    private TestingTenants tenants;

    @BeforeEach
    void open(@TempDir Path directory) {
        tenants = new TestingTenants(directory);
    }

    @Test
    void theDemosFileIsGood() throws TenantsFileException {
        var demo =
                TenantsFile.read(
                        Path.of("../deploy/local/demo/tenants.yaml"),
                        TestingTenants.DEFAULTS,
                        SecretSources.ofProcess());

        var globex = demo.policyOf(new TenantId("globex")).orElseThrow();
        assertThat(globex.mayRun(new ModuleName("order-price"))).isTrue();
        assertThat(globex.mayPublishTo("acme.alerts")).isFalse();
        assertThat(globex.config()).containsEntry("currency", "JPY");
        assertThat(globex.limits().timeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void everyLineOfATenantIsInItsPolicy() throws Exception {
        var acme =
                policy(
                        """
                        tenants:
                          acme:
                            modules: ["invoice-*", report]
                            capabilities: ["log/v1/*"]
                            publish:
                              topics: ["acme.*"]
                            config: { currency: EUR }
                            env: { REGION: eu }
                            limits:
                              timeout: PT2.5S
                              fuel: 9223372036854775807
                        """);

        assertThat(acme.mayRun(new ModuleName("invoice-pdf"))).isTrue();
        assertThat(acme.mayRun(new ModuleName("invoic"))).isFalse();
        assertThat(acme.grants("log/v1/write")).isTrue();
        assertThat(acme.mayPublishTo("acme.alerts")).isTrue();
        assertThat(acme.config()).containsOnlyKeys("currency");
        assertThat(acme.environment()).containsEntry("REGION", "eu");
        assertThat(acme.limits().timeout()).isEqualTo(Duration.ofMillis(2500));
        assertThat(acme.limits().fuel()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whereATenantHasNoLimitOfItsOwnTheWorkersHolds() throws Exception {
        var acme = policy("tenants: { acme: { limits: { max-pages: 2 } } }");

        assertThat(acme.limits())
                .isEqualTo(
                        new Limits(
                                Duration.ofSeconds(5),
                                1_000,
                                2,
                                16,
                                1_024,
                                100,
                                10,
                                5,
                                2_048,
                                new StateLimits(512, 10, 1_024, 4_096)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenants: { acme: }",
                "tenants: { acme: {} }",
                "tenants: { acme: { modules: } }",
                "tenants: { acme: { modules: [] } }",
                "tenants: { acme: { publish: { topics: } } }",
                "tenants: { acme: { limits: { timeout: } } }",
            })
    void whatIsLeftOutIsNotGranted(String yaml) throws Exception {
        var acme = policy(yaml);

        assertThat(acme.mayRun(new ModuleName("report"))).isFalse();
        assertThat(acme.grants("log/v1/write")).isFalse();
        assertThat(acme.mayPublishTo("acme.alerts")).isFalse();
        assertThat(acme.limits()).isEqualTo(TestingTenants.DEFAULTS);
    }

    @Test
    void aTenantThatIsNotInTheFileHasNoPolicy() throws Exception {
        var none = tenants.write("tenants: {}").open().current();

        assertThat(none.policyOf(ACME)).isEmpty();
    }

    @Test
    void theVersionIsThatOfTheContent() throws Exception {
        var one = tenants.write("tenants: {}").open().current().version();
        var again = tenants.write("tenants: {}").open().current().version();
        var other = tenants.write("tenants: { acme: }").open().current().version();

        assertThat(one).hasSize(12).isEqualTo(again).isNotEqualTo(other);
    }

    private Policy policy(String yaml) throws TenantsFileException, IOException {
        return tenants.write(yaml).open().current().policyOf(ACME).orElseThrow();
    }
}
