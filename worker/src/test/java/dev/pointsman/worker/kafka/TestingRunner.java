package dev.pointsman.worker.kafka;

import dev.pointsman.worker.Main;
import dev.pointsman.worker.host.HostTables;
import dev.pointsman.worker.job.CancelledJobs;
import dev.pointsman.worker.job.JobPreparation;
import dev.pointsman.worker.job.JobRunner;
import dev.pointsman.worker.module.DirectoryModules;
import dev.pointsman.worker.module.ModuleStore;
import dev.pointsman.worker.sandbox.Modules;
import dev.pointsman.worker.sandbox.Sandbox;
import dev.pointsman.worker.tenant.Grants;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.Recorded;
import dev.pointsman.worker.tenant.Tenants;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/** Runs the guests for tests the way the worker does, each compiled once. */
final class TestingRunner {
    /** Acme, who may do anything. */
    static final Tenants ACME =
            new Tenants(
                    "v1",
                    Map.of(
                            TestingContexts.ACME,
                            TestingContexts.allowing(TestingContexts.ACME, TestingLimits.ROOMY)));

    static final CancelledJobs CANCELLED =
            new CancelledJobs(InstantSource.system(), "urn:pointsman:workers");

    private static final Modules MODULES = TestingSandbox.modules();
    private static final ModuleStore STORE = store();

    private TestingRunner() {}

    /** The same, and its duplicates are looked for. */
    static Tenants acmeWithDuplicates(Duration window) {
        var acme = ACME.policyOf(TestingContexts.ACME).orElseThrow();
        var looking =
                new Policy(
                        acme.tenant(),
                        acme.version(),
                        acme.modules(),
                        acme.grants(),
                        acme.forModules(),
                        acme.requests(),
                        acme.limits(),
                        acme.retries(),
                        window);
        return new Tenants("v1", Map.of(TestingContexts.ACME, looking));
    }

    /** The same, and what a replay needs of acme's jobs that fail is recorded. */
    static Tenants recording(Tenants tenants) {
        var acme = tenants.policyOf(TestingContexts.ACME).orElseThrow();
        var all = acme.grants();
        var recorded =
                new Grants(
                        all.capabilities(),
                        all.publishTopics(),
                        all.http(),
                        all.secrets(),
                        all.metrics(),
                        all.config(),
                        all.environment(),
                        all.audit(),
                        Recorded.FAILURES);
        return new Tenants("v1", Map.of(TestingContexts.ACME, acme.granting(recorded)));
    }

    /**
     * @param tenants asked for every job, on the job's thread
     */
    static JobRunner of(Supplier<Tenants> tenants) {
        var time = InstantSource.system();
        return new JobRunner(
                new JobPreparation(tenants, STORE, MODULES, time),
                new Sandbox(new HostTables(Main.hostFunctions()), time),
                time,
                "urn:pointsman:workers");
    }

    private static ModuleStore store() {
        try {
            return DirectoryModules.open(Path.of("../contracts/guests/testing"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
