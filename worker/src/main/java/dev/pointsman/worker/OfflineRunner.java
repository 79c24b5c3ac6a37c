package dev.pointsman.worker;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.host.HostTables;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.job.JobPreparation;
import dev.pointsman.worker.job.JobRunner;
import dev.pointsman.worker.module.StoredModule;
import dev.pointsman.worker.sandbox.Gate;
import dev.pointsman.worker.sandbox.JobThreads;
import dev.pointsman.worker.sandbox.Modules;
import dev.pointsman.worker.sandbox.Sandbox;
import dev.pointsman.worker.state.ClaimState;
import dev.pointsman.worker.state.KeyStates;
import dev.pointsman.worker.state.PartitionState;
import dev.pointsman.worker.state.StateBudget;
import dev.pointsman.worker.tenant.Tenants;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Runs one job from a file, by the worker's own path, but without Kafka: what it asks for is shown,
 * not done.
 */
public final class OfflineRunner {
    private static final Origin NOWHERE = new Origin("offline", 0, 0, 0);
    private static final Duration COMPILING_TAKES = Duration.ofMinutes(1);

    private OfflineRunner() {}

    /**
     * Runs the module in this file for the job, whatever module the job names.
     *
     * @param key the key of the job's record, without which it has no state; with one it is empty
     *     at the start, and kept for nobody
     */
    public static FinishedJob run(Path file, JobRequest job, Optional<Payload> key, Tenants tenants)
            throws IOException, InterruptedException {
        var time = InstantSource.system();
        var functions = Main.hostFunctions();
        var stored = Optional.of(StoredModule.at(file));
        var modules = new Modules(new Gate(functions), Long.MAX_VALUE, COMPILING_TAKES);
        var preparation = new JobPreparation(() -> tenants, (_, _) -> stored, modules, time);
        var sandbox = new Sandbox(new HostTables(functions), time);
        var runner = new JobRunner(preparation, sandbox, time, "urn:pointsman:offline");
        try (var threads = new JobThreads(1)) {
            var states = emptyState();
            return threads.submit(() ->
                            runner.runToEnd(NOWHERE, key, new Reading.Accepted<>(job), states))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a defect of the worker ended the job", e.getCause());
        }
    }

    /** As large as a tenant's may be, for nobody else has any. */
    private static KeyStates emptyState() {
        var budget = new StateBudget(Long.MAX_VALUE);
        return new ClaimState(new PartitionState(budget), budget);
    }
}
