package dev.pointsman.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.ModuleName;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.module.StoredModule;
import dev.pointsman.worker.sandbox.GuestModule;
import dev.pointsman.worker.tenant.Grants;
import dev.pointsman.worker.tenant.ModuleGrants;
import dev.pointsman.worker.tenant.NamePattern;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a module may do: of what its tenant grants it, what it asks for. */
class PoliciesInForceTest {
    private static final ModuleName REPORT = new ModuleName("report-pdf");
    private static final StoredModule PLAIN = stored(Optional.empty());

    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();
    private final PoliciesInForce policies = new PoliciesInForce();
    private final Policy policy =
            TestingContexts.policy(
                    TestingContexts.ACME, "v1", TestingLimits.ROOMY, "log/v1/*", "config/v1/get");

    @Test
    void aModuleThatRequestsNothingInParticularHasAllThatIsGranted() {
        var inForce = policies.inForce(policy, REPORT, PLAIN, module());

        assertThat(inForce.policy().grants("log/v1/write")).isTrue();
        assertThat(inForce.policy().grants("config/v1/get")).isTrue();
    }

    @Test
    void ofWhatIsGrantedAModuleHasWhatItRequests() {
        var inForce =
                policies.inForce(
                        policy, REPORT, PLAIN, requesting("# for people\nconfig/v1/*\nhttp/*\n"));

        assertThat(inForce.policy().grants("config/v1/get")).isTrue();
        assertThat(inForce.policy().grants("log/v1/write")).isFalse();
        assertThat(inForce.policy().grants("http/v1/request")).isFalse();
    }

    @Test
    void noMorePoliciesAreKeptThanHaveRoom() {
        var module = requesting("config/v1/get");
        var first = policies.inForce(policy, REPORT, PLAIN, module);

        IntStream.range(0, PoliciesInForce.MOST)
                .forEach(i -> policies.inForce(policy, new ModuleName("job-" + i), PLAIN, module));

        assertThat(policies.inForce(policy, REPORT, PLAIN, module)).isNotSameAs(first);
    }

    @Test
    void aModuleWithAnEmptyRequestHasNothing() {
        var inForce = policies.inForce(policy, REPORT, PLAIN, requesting(""));

        assertThat(inForce.policy().grants("log/v1/write")).isFalse();
    }

    @Test
    void aFileBesideItCountsInsteadOfItsSection() {
        var stored = stored(Optional.of("log/v1/write"));

        var inForce = policies.inForce(policy, REPORT, stored, requesting("config/v1/get"));

        assertThat(inForce.policy().grants("log/v1/write")).isTrue();
        assertThat(inForce.policy().grants("config/v1/get")).isFalse();
    }

    /** Which some editors put before the first line. */
    @Test
    void aByteOrderMarkIsNoPartOfAName() {
        var stored = stored(Optional.of("\ufefflog/v1/write\r\n# why\r\n"));

        var inForce = policies.inForce(policy, REPORT, stored, module());

        assertThat(inForce.policy().grants("log/v1/write")).isTrue();
        assertThat(inForce.policy().grants("config/v1/get")).isFalse();
    }

    @Test
    void someModulesAreGrantedMoreThanOthers() {
        var more = forReports("secret/v1/get");

        var report = policies.inForce(more, REPORT, PLAIN, module());
        var other = policies.inForce(more, new ModuleName("other"), PLAIN, module());

        assertThat(report.policy().grants("secret/v1/get")).isTrue();
        assertThat(report.policy().grants("log/v1/write")).isTrue();
        assertThat(report.policy().config()).containsEntry("greeting", "good day");
        assertThat(other.policy().grants("secret/v1/get")).isFalse();
        assertThat(other.policy().config()).containsEntry("greeting", "hello");
    }

    @Test
    void itIsMadeOnceAVersionOfPolicyAndModule() {
        var first = policies.inForce(policy, REPORT, PLAIN, module());
        var again = policies.inForce(policy, REPORT, PLAIN, module());
        var changed = policies.inForce(forReports("a"), REPORT, PLAIN, module());

        assertThat(again).isSameAs(first);
        assertThat(first.execution().digest()).contains(PLAIN.digest());
        assertThat(first.execution().policyVersion()).contains("v1");
        assertThat(changed).isNotSameAs(first);
    }

    private Policy forReports(String capability) {
        var none = Grants.NOTHING;
        var more =
                new Grants(
                        List.of(NamePattern.of(capability)),
                        none.publishTopics(),
                        none.http(),
                        none.secrets(),
                        none.metrics(),
                        Map.of("greeting", "good day"),
                        none.environment(),
                        none.audit());
        return new Policy(
                policy.tenant(),
                policy.version(),
                policy.modules(),
                policy.grants(),
                List.of(new ModuleGrants(NamePattern.of("report-*"), more)),
                Optional.empty(),
                policy.limits(),
                policy.retries(),
                Duration.ZERO);
    }

    private GuestModule module() {
        return sandbox.admitted(WasmBytes.program("nop").bytes());
    }

    private GuestModule requesting(String text) {
        var hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        return sandbox.admitted(WasmBytes.program("nop").custom("pointsman", hex).bytes());
    }

    private static StoredModule stored(Optional<String> requests) {
        return new StoredModule(
                Path.of("report-pdf.wasm"), ModuleDigest.of(Payload.EMPTY), requests);
    }
}
