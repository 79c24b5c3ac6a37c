package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the schema of the tenants file lets through. */
class TenantsSchemaTest {
    @Test
    void aFileWithEveryLineIsGood() {
        var yaml =
                """
                tenants:
                  acme:
                    modules: ["invoice-*", report]
                    capabilities: ["log/v1/*", publish/v1/send]
                    publish:
                      topics: ["acme.*"]
                    limits:
                      timeout: PT2.5S
                      fuel: 9223372036854775807
                      max-pages: 512
                      max-output-bytes: 900000
                      max-host-calls: 1000
                      max-log-lines: 100
                      max-publications: 10
                      max-published-bytes: 65536
                    config: { currency: EUR }
                    env: { REGION: eu }
                """;

        assertThat(Schemas.complaintsAboutYaml(Schemas.TENANTS, yaml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenants: {}",
                "tenants: { acme: }",
                "tenants: { acme: {} }",
                "tenants: { acme: { modules: } }",
                "tenants: { acme: { modules: [] } }",
                "tenants: { acme: { publish: { topics: } } }",
                "tenants: { acme: { limits: { timeout: P1DT1H } } }",
                "tenants: { acme: { limits: { timeout: } } }",
            })
    void aFileThatGrantsLittleIsGood(String yaml) {
        assertThat(Schemas.complaintsAboutYaml(Schemas.TENANTS, yaml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "tenants:",
                "tenants: []",
                "{ tenants: {}, others: {} }",
                "tenants: { Acme: }",
                "tenants: { '*': }",
                "tenants: { acme: { module: [] } }",
                "tenants: { acme: { modules: invoice } }",
                "tenants: { acme: { modules: [''] } }",
                "tenants: { acme: { modules: [null] } }",
                "tenants: { acme: { publish: [] } }",
                "tenants: { acme: { publish: { topic: [] } } }",
                "tenants: { acme: { limits: { timeout: 5s } } }",
                "tenants: { acme: { limits: { timeout: P1M } } }",
                "tenants: { acme: { limits: { timeout: PT } } }",
                "tenants: { acme: { limits: { timeout: -PT5S } } }",
                "tenants: { acme: { limits: { timeout: PT9999999999999999H } } }",
                "tenants: { acme: { limits: { fuel: 0 } } }",
                "tenants: { acme: { limits: { fuel: 9223372036854775808 } } }",
                "tenants: { acme: { limits: { max-pages: 2147483648 } } }",
                "tenants: { acme: { limits: { maxPages: 1 } } }",
                "tenants: { acme: { env: { REGION: } } }",
                "tenants: { acme: { config: { number: 1 } } }",
            })
    void anythingElseIsRefused(String yaml) {
        assertThat(Schemas.complaintsAboutYaml(Schemas.TENANTS, yaml)).isNotEmpty();
    }
}
