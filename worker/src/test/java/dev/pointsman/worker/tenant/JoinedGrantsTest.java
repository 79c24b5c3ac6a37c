package dev.pointsman.worker.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.contracts.ModuleName;
import dev.pointsman.contracts.TenantId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tenant's modules are granted beyond the others: joined when a job of theirs is run. */
class JoinedGrantsTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final ModuleName A1 = new ModuleName("a1");

    private TestingTenants tenants;

    @BeforeEach
    void open(@TempDir Path directory) {
        tenants = new TestingTenants(directory);
    }

    /** Each of the two was few enough, and the first job of a1 ended the worker. */
    @Test
    void countersThatAreTooManyOnlyTogetherAreRefusedWithTheirLine() throws Exception {
        tenants.write(counting(names(0, 40), names(40, 70)));

        assertThatThrownBy(tenants::open)
                .isInstanceOf(TenantsFileException.class)
                .hasMessageContaining(
                        ":6:9: tenants.acme.for-modules.a*.metrics: metrics: 70 (expected: at most 64"
                                + " of a tenant, those of for-modules included)");
    }

    @Test
    void countersOfDifferentModulesAreTheTenantsAllTheSame() throws Exception {
        tenants.write(
                counting("", names(0, 40))
                        + "      b*:\n        metrics: ["
                        + names(40, 65)
                        + "]\n");

        assertThatThrownBy(tenants::open)
                .hasMessageContaining("for-modules.b*.metrics: metrics: 65");
    }

    @Test
    void aCounterThatIsNamedTwiceIsOne() throws Exception {
        var policy = policy(counting(names(0, 40), names(0, 40)));

        var inForce = policy.inForce(A1, Optional.empty());

        assertThat(inForce.grants().metrics()).hasSize(40).doesNotHaveDuplicates();
    }

    /** The megabyte of those who say nothing was wider, and won. */
    @Test
    void aCapOfTheTenantHoldsWhereItsModulesSayNone() throws Exception {
        var policy =
                policy(
                        """
                        tenants:
                          acme:
                            http: { allow: ["http://a"], max-response-bytes: 10000 }
                            for-modules: { a*: { http: { allow: ["http://b"] } } }
                        """);

        assertThat(responseBytes(policy)).isEqualTo(10_000);
        assertThat(policy.httpBytes()).isEqualTo(10_000 + 256 * 1024);
    }

    /** It was dropped, for want of a place or a network beside it. */
    @ParameterizedTest
    @ValueSource(ints = {10_000, 2_000_000})
    void aCapOfSomeModulesHoldsByItself(int bytes) throws Exception {
        var policy =
                policy(
                        """
                        tenants:
                          acme:
                            http: { allow: ["http://a"] }
                            for-modules: { a*: { http: { max-response-bytes: %d } } }
                        """
                                .formatted(bytes));

        assertThat(responseBytes(policy)).isEqualTo(bytes);
    }

    @Test
    void ofTwoCapsTheWiderOneHolds() throws Exception {
        var policy =
                policy(
                        """
                        tenants:
                          acme:
                            http: { allow: ["http://a"], max-response-bytes: 10 }
                            for-modules:
                              a*: { http: { max-response-bytes: 30 } }
                              "*1": { http: { max-response-bytes: 20 } }
                        """);

        assertThat(responseBytes(policy)).isEqualTo(30);
    }

    @Test
    void memoryIsCountedForTheWidestCapsOfModulesThatMayAsk() throws Exception {
        var policy =
                policy(
                        """
                        tenants:
                          acme:
                            http: { allow: ["http://a"] }
                            for-modules:
                              a*: { http: { networks: [10.0.0.0/8], max-response-bytes: 2000000 } }
                              b*: { http: { max-request-bytes: 1000000, max-response-bytes: 5 } }
                        """);

        assertThat(policy.httpBytes()).isEqualTo(3_000_000);
    }

    private static int responseBytes(Policy policy) {
        return policy.inForce(A1, Optional.empty()).http().maxResponseBytes();
    }

    private static String counting(String all, String some) {
        return """
        tenants:
          acme:
            metrics: [%s]
            for-modules:
              a*:
                metrics: [%s]
        """
                .formatted(all, some);
    }

    private static String names(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "m" + i).collect(Collectors.joining(", "));
    }

    private Policy policy(String yaml) throws Exception {
        return tenants.write(yaml).open().current().policyOf(ACME).orElseThrow();
    }
}
