package dev.pointsman.worker.job;

import static dev.pointsman.worker.testing.TestingContexts.ACME;
import static dev.pointsman.worker.testing.TestingContexts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Reading;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.host.HostTables;
import dev.pointsman.worker.module.StoredModule;
import dev.pointsman.worker.sandbox.JobThreads;
import dev.pointsman.worker.sandbox.Modules;
import dev.pointsman.worker.sandbox.Sandbox;
import dev.pointsman.worker.tenant.Tenants;
import dev.pointsman.worker.testing.Guests;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.TestingStates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that expire while their module is looked for and looked at. */
class LateJobsTest {
    private static final Instant EXPIRY = NOON.plusSeconds(10);

    @TempDir private Path directory;
    private StoredModule stored;
    private final Modules modules = TestingSandbox.modules();

    @BeforeEach
    void store() throws IOException {
        var wasm = directory.resolve("job.wasm");
        stored = StoredModule.at(Files.write(wasm, Guests.testing("echo").toBytes()));
    }

    @Test
    void oneThatExpiresMeanwhileIsCancelledWithoutBeingRun() {
        modules.admission(stored.digest(), () -> Guests.testing("echo"));

        var result = run(Duration.ofSeconds(10));

        assertThat(result.outcome())
                .isEqualTo(
                        new Outcome.Cancelled(
                                ErrorCode.EXPIRED,
                                "the job expired at " + EXPIRY + ", before it could start"));
        assertThat(result.execution().usage()).isEmpty();
        assertThat(result.execution().digest()).contains(stored.digest());
        assertThat(result.execution().policyVersion()).contains("v1");
    }

    /** It is run once more for that, and by then it is too late to look for anything. */
    @Test
    void soIsOneThatExpiresWhileItsModuleIsLookedAt() {
        var result = run(Duration.ofSeconds(10));

        assertThat(result.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(result.execution().digest()).isEmpty();
    }

    @Test
    void oneThatDoesNotIsRun() {
        assertThat(run(Duration.ofSeconds(9)).outcome()).isInstanceOf(Outcome.Succeeded.class);
    }

    private JobResult run(Duration meanwhile) {
        var job = TestingContexts.request("x").withExpiry(EXPIRY);
        var runner = runner(meanwhile);
        try (var threads = new JobThreads(1)) {
            var finished =
                    threads.submit(() ->
                            runner.runToEnd(
                                    TestingContexts.ORIGIN,
                                    Optional.empty(),
                                    new Reading.Accepted<>(job),
                                    TestingStates.empty()));
            return TestingSandbox.await(finished).result();
        }
    }

    /** So long it takes until the module is found and admitted. */
    private JobRunner runner(Duration meanwhile) {
        var clock = new Instant[] {NOON};
        var policy = TestingContexts.allowing(ACME, TestingLimits.ROOMY);
        var tenants = new Tenants("v1", Map.of(ACME, policy));
        return new JobRunner(
                new JobPreparation(
                        () -> tenants,
                        (_, _) -> {
                            clock[0] = NOON.plus(meanwhile);
                            return Optional.of(stored);
                        },
                        modules,
                        () -> clock[0]),
                new Sandbox(new HostTables(Main.hostFunctions()), () -> clock[0]),
                () -> clock[0],
                "urn:test");
    }
}
