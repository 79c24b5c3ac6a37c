package dev.pointsman.worker.job;

import static dev.pointsman.worker.testing.TestingContexts.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Reading;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.host.HostTables;
import dev.pointsman.worker.module.DirectoryModules;
import dev.pointsman.worker.module.ModuleStore;
import dev.pointsman.worker.module.StoredModule;
import dev.pointsman.worker.sandbox.JobThreads;
import dev.pointsman.worker.sandbox.Sandbox;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.RetryPolicy;
import dev.pointsman.worker.tenant.Tenants;
import dev.pointsman.worker.testing.Guests;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.TestingStates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module's file that is there, and then cannot be read: no fault of the jobs that want it. */
class UnreadableModulesTest {
    @AutoClose private final JobThreads threads = new JobThreads(1);

    @TempDir private Path directory;

    @Test
    void itsJobsAreTriedAgainByThemselves() throws IOException {
        var runner = runner();
        var wasm = directory.resolve("job.wasm");
        Files.writeString(wasm, "half of a new ver");

        var early = run(runner);
        Files.write(wasm, Guests.testing("echo").toBytes());
        var late = run(runner);

        assertThat(early.result().outcome())
                .isEqualTo(
                        new Outcome.Errored(
                                ErrorCode.MODULE_UNREADABLE, "job: the module cannot be read"));
        assertThat(early.again()).isPresent();
        assertThat(late.result().outcome()).isInstanceOf(Outcome.Succeeded.class);
    }

    /**
     * It was asked for by its old digest for ever, where its file's time and size were the same.
     */
    @Test
    void oneThatIsAnotherThanItsFileLooksIsFoundWhenItWasReadOnce() throws IOException {
        var wasm = Files.write(directory.resolve("job.wasm"), echo(1));
        var store = DirectoryModules.open(directory);
        var runner = runner(store);
        var time = Files.getLastModifiedTime(wasm);
        Files.write(wasm, echo(2));
        Files.setLastModifiedTime(wasm, time);
        store.refresh();

        var early = run(runner);
        store.refresh();
        var late = run(runner);

        assertThat(early.result().outcome().reason()).contains(ErrorCode.MODULE_UNREADABLE);
        assertThat(late.result().outcome()).isInstanceOf(Outcome.Succeeded.class);
    }

    /** With a section that says nothing, so that another is as long. */
    private static byte[] echo(int version) {
        var module = Guests.testing("echo");
        var section = new byte[] {0, 3, 1, 'v', (byte) version};
        var bytes = Arrays.copyOf(module.toBytes(), module.size() + section.length);
        System.arraycopy(section, 0, bytes, module.size(), section.length);
        return bytes;
    }

    private FinishedJob run(JobRunner runner) {
        var job = new Reading.Accepted<>(TestingContexts.request("x"));
        return TestingSandbox.await(
                threads.submit(() ->
                        runner.runToEnd(
                                TestingContexts.ORIGIN,
                                Optional.empty(),
                                job,
                                TestingStates.empty())));
    }

    private JobRunner runner() throws IOException {
        var wasm = Files.write(directory.resolve("job.wasm"), Guests.testing("echo").toBytes());
        var stored = StoredModule.at(wasm);
        return runner((_, _) -> Optional.of(stored));
    }

    private static JobRunner runner(ModuleStore store) {
        var tenants = new Tenants("v1", Map.of(ACME, policy()));
        var time = InstantSource.system();
        return new JobRunner(
                new JobPreparation(() -> tenants, store, TestingSandbox.modules(), time),
                new Sandbox(new HostTables(Main.hostFunctions()), time),
                time,
                "urn:test");
    }

    private static Policy policy() {
        var all = TestingContexts.allowing(ACME, TestingLimits.ROOMY);
        return new Policy(
                all.tenant(),
                all.version(),
                all.modules(),
                all.grants(),
                all.forModules(),
                all.requests(),
                all.limits(),
                RetryPolicy.USUAL,
                all.duplicates());
    }
}
