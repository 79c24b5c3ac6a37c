package dev.pointsman.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.module.DirectoryModules;
import dev.pointsman.worker.sandbox.Admission;
import dev.pointsman.worker.tenant.NamePattern;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.Tenants;
import dev.pointsman.worker.testing.Guests;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What policies name is compiled when jobs begin to ask for it. */
class WarmUpTest {
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void whatPoliciesNameIsLookedAtBeforeJobsAskForIt() throws Exception {
        var modules = TestingSandbox.modules();
        var store = DirectoryModules.open(Path.of("../contracts/guests/testing"));
        var tenants = naming("unknown-import", "no-such", "Not A Name", "echo", "trap*");

        new WarmUp(() -> tenants, store, modules).run();

        assertThat(modules.admission(digest("echo"), () -> read("echo")))
                .isInstanceOf(Admission.Admitted.class);
        assertThat(modules.admission(digest("unknown-import"), () -> read("unknown-import")))
                .isInstanceOf(Admission.Refused.class);
        assertThat(reads).hasValue(0);
        modules.admission(digest("trap"), () -> read("trap"));
        assertThat(reads).hasValue(1);
    }

    private Payload read(String guest) {
        reads.incrementAndGet();
        return Guests.testing(guest);
    }

    private static ModuleDigest digest(String guest) {
        return ModuleDigest.of(Guests.testing(guest));
    }

    private static Tenants naming(String... modules) {
        var acme = TestingContexts.ACME;
        var policy =
                new Policy(
                        acme,
                        "v1",
                        Stream.of(modules).map(NamePattern::of).toList(),
                        List.of(),
                        List.of(),
                        TestingLimits.ROOMY,
                        Map.of(),
                        Map.of());
        return new Tenants("v1", Map.of(acme, policy));
    }
}
