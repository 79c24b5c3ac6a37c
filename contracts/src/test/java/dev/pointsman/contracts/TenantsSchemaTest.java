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
                    http:
                      allow: ["https://api.example.com", "http://10.1.2.3:8080"]
                      networks: [10.1.0.0/16, "fd00::/8"]
                      credentials:
                        - { origin: "https://api.example.com", prefix: "Bearer ", env: TOKEN }
                        - { origin: "http://10.1.2.3:8080", header: x-key, file: /run/key }
                      max-request-bytes: 1000
                      max-response-bytes: 67108864
                    secrets: { signing-key: { file: /run/key }, token: { env: TOKEN } }
                    metrics: [orders, lines_priced]
                    audit: refused
                    for-modules:
                      "report-*": { capabilities: [secret/v1/get], audit: all }
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
                "tenants: { acme: { limits: { timeout: PT1M30S } } }",
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
                "tenants: { acme: { http: { allow: [example.com] } } }",
                "tenants: { acme: { http: { allow: ['https://*.example.com'] } } }",
                "tenants: { acme: { http: { allow: ['https://example.com/path'] } } }",
                "tenants: { acme: { http: { networks: [private] } } }",
                "tenants: { acme: { http: { max-request-bytes: 0 } } }",
                "tenants: { acme: { http: { max-response-bytes: 67108865 } } }",
                "tenants: { acme: { http: { credentials: [{ env: A }] } } }",
                "tenants: { acme: { http: { proxy: 'http://10.0.0.1' } } }",
                "tenants: { acme: { secrets: { key: } } }",
                "tenants: { acme: { secrets: { key: {} } } }",
                "tenants: { acme: { secrets: { key: { env: A, file: b } } } }",
                "tenants: { acme: { secrets: { key: plain } } }",
                "tenants: { acme: { metrics: [Orders] } }",
                "tenants: { acme: { metrics: ['orders-*'] } }",
                "tenants: { acme: { audit: some } }",
                "tenants: { acme: { for-modules: { a: { modules: [b] } } } }",
                "tenants: { acme: { for-modules: { '': {} } } }",
                "tenants: { acme: { config: { number: 1 } } }",
            })
    void anythingElseIsRefused(String yaml) {
        assertThat(Schemas.complaintsAboutYaml(Schemas.TENANTS, yaml)).isNotEmpty();
    }
}
