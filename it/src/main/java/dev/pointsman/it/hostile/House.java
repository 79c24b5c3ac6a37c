package dev.pointsman.it.hostile;

import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.host.HostTables;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.job.JobPreparation;
import dev.pointsman.worker.job.JobRunner;
import dev.pointsman.worker.job.JobStep;
import dev.pointsman.worker.module.StoredModule;
import dev.pointsman.worker.sandbox.Gate;
import dev.pointsman.worker.sandbox.JobThreads;
import dev.pointsman.worker.sandbox.Modules;
import dev.pointsman.worker.sandbox.Rehearsal;
import dev.pointsman.worker.sandbox.Sandbox;
import dev.pointsman.worker.tenant.Audit;
import dev.pointsman.worker.tenant.Grants;
import dev.pointsman.worker.tenant.HttpGrant;
import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.tenant.NamePattern;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.Tenants;
import dev.pointsman.worker.testing.TestingStates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A worker's own path of a job, all of it but Kafka, with two job threads: one for whoever attacks
 * and one for a victim. Safe on every thread.
 */
final class House implements AutoCloseable {
    private static final int JOBS_AT_ONCE = 2;

    /** Small, so that modules are dropped in a short run, too. */
    private static final long CACHED_BYTES = 8L * 1024 * 1024;

    private static final Duration COMPILING_TAKES = Duration.ofSeconds(20);
    private static final List<NamePattern> ANYTHING = List.of(NamePattern.of("*"));

    private final Path folder;
    private final Gate gate = new Gate(Main.hostFunctions());
    private final Sandbox sandbox =
            new Sandbox(new HostTables(Main.hostFunctions()), InstantSource.system());
    private final JobThreads threads = new JobThreads(JOBS_AT_ONCE);
    private final Map<String, StoredModule> modules = new ConcurrentHashMap<>();
    private final Map<TenantId, Policy> policies = new ConcurrentHashMap<>();
    private final AtomicLong jobs = new AtomicLong();
    private final JobRunner runner;

    /**
     * @param folder where modules are put; the caller's to delete
     */
    House(Path folder) {
        this.folder = folder;
        var time = InstantSource.system();
        var preparation =
                new JobPreparation(
                        () -> new Tenants("v1", policies),
                        (_, name) -> Optional.ofNullable(modules.get(name.value())),
                        new Modules(gate, CACHED_BYTES, COMPILING_TAKES),
                        time);
        this.runner = new JobRunner(preparation, sandbox, time, "urn:pointsman:hostile");
        var _ = new Rehearsal(gate, sandbox, time).run();
    }

    /** A tenant to whom everything is granted but the web, within these limits. */
    void tenant(TenantId tenant, Limits limits) {
        tenant(tenant, limits, HttpGrant.NOWHERE);
    }

    /** A tenant to whom everything is granted, and so much of the web. */
    void tenant(TenantId tenant, Limits limits, HttpGrant http) {
        var nowhere =
                new Policy(tenant, "v1", ANYTHING, ANYTHING, ANYTHING, limits, Map.of(), Map.of());
        policies.put(tenant, nowhere.granting(grants(http)));
    }

    private static Grants grants(HttpGrant http) {
        return new Grants(
                ANYTHING, ANYTHING, http, Map.of(), List.of(), Map.of(), Map.of(), Audit.NONE);
    }

    /** Uploads a module for everybody. */
    void upload(String name, Payload module) {
        try {
            var file = folder.resolve(name + ".wasm");
            Files.write(file, module.toBytes());
            modules.put(name, new StoredModule(file, ModuleDigest.of(module), Optional.empty()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a job; it may wait for its module, and for a thread. */
    Future<FinishedJob> start(TenantId tenant, String module, Payload input) {
        var job = new Reading.Accepted<>(job(tenant, module, input));
        return threads.submit(
                () -> runner.runToEnd(origin(), key(module), job, TestingStates.empty()));
    }

    /** Runs a job, on a thread of the house, if its module is known. */
    JobStep run(TenantId tenant, String module) {
        var job = new Reading.Accepted<>(job(tenant, module, Payload.EMPTY));
        return runner.run(origin(), key(module), job, TestingStates.empty());
    }

    private JobRequest job(TenantId tenant, String module, Payload input) {
        return JobRequest.of(
                new JobId("job-" + jobs.incrementAndGet()),
                tenant,
                ModuleRef.named(module),
                Event.of("urn:hostile", "dev.pointsman.hostile.v1"),
                input);
    }

    private Origin origin() {
        return new Origin("jobs", 0, jobs.get(), 0);
    }

    private static Optional<Payload> key(String module) {
        return Optional.of(Payload.ofUtf8(module));
    }

    Gate gate() {
        return gate;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    JobThreads threads() {
        return threads;
    }

    @Override
    public void close() {
        threads.close();
    }
}
