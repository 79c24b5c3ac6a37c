package dev.pointsman.worker;

import dev.pointsman.contracts.JobRequest;
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

    /** Runs the module in this file for the job, whatever module the job names. */
    public static FinishedJob run(Path file, JobRequest job, Tenants tenants)
            throws IOException, InterruptedException {
        var time = InstantSource.system();
        var functions = Main.hostFunctions();
        var stored = Optional.of(StoredModule.at(file));
        var modules = new Modules(new Gate(functions), Long.MAX_VALUE, COMPILING_TAKES);
        var preparation = new JobPreparation(() -> tenants, (_, _) -> stored, modules, time);
        var sandbox = new Sandbox(new HostTables(functions), time);
        var runner = new JobRunner(preparation, sandbox, time, "urn:pointsman:offline");
        try (var threads = new JobThreads(1)) {
            return threads.submit(() ->
                            runner.run(NOWHERE, Optional.empty(), new Reading.Accepted<>(job)))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a defect of the worker ended the job", e.getCause());
        }
    }
}
