package dev.pointsman.worker;

import dev.pointsman.worker.config.ConfigException;
import dev.pointsman.worker.config.ConfigLoader;
import dev.pointsman.worker.config.WorkerConfig;
import dev.pointsman.worker.host.Capabilities;
import dev.pointsman.worker.host.HostFunctions;
import dev.pointsman.worker.host.HostTables;
import dev.pointsman.worker.host.wasi.Wasi;
import dev.pointsman.worker.http.WebDoor;
import dev.pointsman.worker.job.CancelledJobs;
import dev.pointsman.worker.job.DuplicateWindows;
import dev.pointsman.worker.job.JobPreparation;
import dev.pointsman.worker.job.JobRun;
import dev.pointsman.worker.job.JobRunner;
import dev.pointsman.worker.job.KeyOrders;
import dev.pointsman.worker.job.WarmUp;
import dev.pointsman.worker.kafka.ClientSecurity;
import dev.pointsman.worker.kafka.IntakeLoop;
import dev.pointsman.worker.kafka.JobWork;
import dev.pointsman.worker.kafka.KafkaSettings;
import dev.pointsman.worker.module.DirectoryModules;
import dev.pointsman.worker.observe.Instruments;
import dev.pointsman.worker.observe.JobLog;
import dev.pointsman.worker.observe.admin.AdminAddress;
import dev.pointsman.worker.observe.traces.Traces;
import dev.pointsman.worker.sandbox.CodeCache;
import dev.pointsman.worker.sandbox.Gate;
import dev.pointsman.worker.sandbox.JobThreads;
import dev.pointsman.worker.sandbox.Modules;
import dev.pointsman.worker.sandbox.Rehearsal;
import dev.pointsman.worker.sandbox.Sandbox;
import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.tenant.LiveTenants;
import dev.pointsman.worker.tenant.StateLimits;
import dev.pointsman.worker.tenant.Tenants;
import dev.pointsman.worker.tenant.TenantsFileException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Builds a worker from its configuration, top to bottom. */
public final class Main {
    private Main() {}

    /** A worker that runs by the system's clock and tells its log. */
    public static Worker start(WorkerConfig config)
            throws ConfigException, TenantsFileException, IOException {
        return started(worker(config));
    }

    /**
     * A worker with host functions and listeners of the caller's choice.
     *
     * @throws dev.pointsman.worker.kafka.UnfitCluster if the cluster will not do
     */
    public static Worker start(WorkerConfig config, HostFunctions functions, Listeners listeners)
            throws ConfigException, TenantsFileException, IOException {
        return started(worker(config, functions, listeners));
    }

    private static Worker started(Worker worker) throws IOException {
        worker.start();
        return worker;
    }

    /** The same as is started with nothing but its configuration, but not started yet. */
    public static Worker worker(WorkerConfig config)
            throws ConfigException, TenantsFileException, IOException {
        return worker(config, hostFunctions(), Listeners.ofJobs(new JobLog()));
    }

    private static Worker worker(WorkerConfig config, HostFunctions functions, Listeners listeners)
            throws ConfigException, TenantsFileException, IOException {
        var time = InstantSource.system();
        var limits = limits(config.limits());
        var kafka = kafka(config);
        var tenants = tenants(config, limits, Runtime.getRuntime().maxMemory());
        var admin =
                checked("pointsman.admin.", () -> config.admin().listen().map(AdminAddress::of));
        var store = DirectoryModules.open(config.modules().dir());
        var instruments = new Instruments(time, kafka.topics().jobs(), traces(config));
        var watched = instruments.watched(functions);
        var gate = new Gate(watched, codeCache(config.modules()));
        var modules = modules(config.modules(), gate);
        instruments.watch(modules);
        var sandbox = new Sandbox(new HostTables(watched), time);
        new Rehearsal(gate, sandbox, time).run();
        var preparation = new JobPreparation(tenants::current, store, modules, time);
        var runner = new JobRunner(preparation, sandbox, time, source(config));
        var work =
                work(
                        config,
                        instruments.watched(runner),
                        new DuplicateWindows(tenants::current, time),
                        new KeyOrders(tenants::current),
                        listeners.and(
                                instruments.jobListeners(), instruments.transactionListener()));
        var warmUp = new WarmUp(tenants::current, store, modules);
        var intake = new IntakeLoop(kafka, work, time);
        instruments.watch(intake.retryFigures());
        instruments.watch(intake.seenFigures());
        return new Worker(
                intake,
                work.threads(),
                List.of(
                        new Refresh("tenants", tenants::refresh),
                        new Refresh("modules", store::refresh)),
                warmUp::run,
                trouble -> watching(admin, instruments, tenants, intake, trouble));
    }

    /** Those of the file, now and later, as far as the heap has room for what they allow. */
    static LiveTenants tenants(WorkerConfig config, Limits limits, long heapBytes)
            throws ConfigException, TenantsFileException {
        HeapBudget.of(config, limits).requireWithin(heapBytes);
        return LiveTenants.open(
                config.tenants().file(),
                limits,
                read -> HeapBudget.of(config, limits, read).objection(heapBytes));
    }

    /** The least heap, in bytes, of a worker of this configuration that has these tenants. */
    public static long heapBytes(WorkerConfig config, Tenants tenants) throws ConfigException {
        return HeapBudget.of(config, limits(config.limits()), tenants).bytes();
    }

    /** A worker that has its jobs run by something else; for what measures all but the sandbox. */
    public static Worker startWith(WorkerConfig config, JobRun jobs, Listeners listeners)
            throws ConfigException, IOException {
        var work = work(config, jobs, DuplicateWindows.none(), KeyOrders.none(), listeners);
        var intake = new IntakeLoop(kafka(config), work, InstantSource.system());
        return started(new Worker(intake, work.threads(), List.of(), () -> {}, _ -> () -> {}));
    }

    private static JobWork work(
            WorkerConfig config,
            JobRun jobs,
            DuplicateWindows windows,
            KeyOrders orders,
            Listeners listeners) {
        var threads = new JobThreads(config.concurrency());
        var cancelled = new CancelledJobs(InstantSource.system(), source(config));
        return new JobWork(
                jobs,
                cancelled,
                windows,
                orders,
                threads,
                listeners.jobs(),
                listeners.transactions());
    }

    private static String source(WorkerConfig config) {
        return KafkaSettings.sourceOf(config.kafka().group());
    }

    /** Opens the admin port if there is to be one. */
    private static Runnable watching(
            Optional<AdminAddress> address,
            Instruments instruments,
            LiveTenants tenants,
            IntakeLoop intake,
            Supplier<Optional<String>> trouble)
            throws IOException {
        if (address.isEmpty()) {
            return instruments::close;
        }
        var server =
                instruments.open(address.get(), tenants::current, intake::clientMetrics, trouble);
        return () -> {
            server.close();
            instruments.close();
        };
    }

    private static Optional<Traces> traces(WorkerConfig config) throws ConfigException {
        var group = config.kafka().group();
        var ratio = config.traces().ratio();
        return checked(
                "pointsman.traces.",
                () ->
                        config.traces()
                                .endpoint()
                                .map(it -> Traces.to(it, group, config.kafka().slot(), ratio)));
    }

    private static Optional<CodeCache> codeCache(WorkerConfig.Modules config)
            throws ConfigException, IOException {
        if (config.codeCacheDir().isEmpty()) {
            return Optional.empty();
        }
        if (config.codeCacheKeyFile().isEmpty()) {
            throw new ConfigException(
                    List.of(
                            "pointsman.modules.code-cache.key-file: not set (expected: a file of 32 bytes or"
                                    + " more, as pointsman.modules.code-cache.dir is set)"));
        }
        return Optional.of(
                CodeCache.open(
                        config.codeCacheDir().get(),
                        config.codeCacheKeyFile().get(),
                        config.codeCacheMaxBytes()));
    }

    private static Modules modules(WorkerConfig.Modules config, Gate gate) {
        return new Modules(gate, config.maxCachedBytes(), config.compileTimeout());
    }

    /** What guests may import: WASI preview 1, and our own capabilities. */
    public static HostFunctions hostFunctions() {
        return new HostFunctions(Wasi.functions()).with(Capabilities.functions(new WebDoor()));
    }

    /** The limits of a job where nothing is configured. */
    public static Limits defaultLimits() throws ConfigException {
        return limits(ConfigLoader.load(Optional.empty(), Map.of(), Map.of()).limits());
    }

    /** The limits of a job whose tenant has none of its own. */
    public static Limits limits(WorkerConfig.Limits limits) throws ConfigException {
        return checked(
                "pointsman.limits.",
                () ->
                        new Limits(
                                limits.timeout(),
                                limits.fuel(),
                                limits.maxPages(),
                                limits.maxDirtyPages(),
                                limits.maxOutputBytes(),
                                limits.maxHostCalls(),
                                limits.maxLogLines(),
                                limits.maxPublications(),
                                limits.maxPublishedBytes(),
                                new StateLimits(
                                        limits.maxStateValueBytes(),
                                        limits.maxStateWrites(),
                                        limits.maxStateWrittenBytes(),
                                        limits.maxStateBytes())));
    }

    /** What will not do together is for the operator to mend, as what will not do by itself is. */
    private static <T> T checked(String prefix, Supplier<T> part) throws ConfigException {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            throw new ConfigException(List.of(prefix + e.getMessage()));
        }
    }

    static KafkaSettings kafka(WorkerConfig config) throws ConfigException {
        return checked("pointsman.", () -> settings(config));
    }

    private static KafkaSettings settings(WorkerConfig config) {
        var topics = config.topics();
        var prefix = topics.prefix().orElse("");
        return new KafkaSettings(
                config.kafka().bootstrapServers(),
                config.kafka().group(),
                config.kafka().groupProtocol().toString(),
                config.kafka().slot(),
                new KafkaSettings.Topics(
                        prefix + topics.jobs(),
                        prefix + topics.results(),
                        prefix + topics.deadLetters(),
                        prefix + topics.state(),
                        prefix + topics.guestLogs(),
                        prefix + topics.effects(),
                        prefix + topics.retries(),
                        config.tenants().from() == WorkerConfig.TenantFrom.TOPIC),
                topics.create(),
                config.kafka().compression().toString(),
                config.kafka().maxBatch(),
                config.kafka().maxBufferedBytes(),
                config.state().maxBytes(),
                config.state().maxRememberedJobs(),
                config.tenants().concurrency(),
                config.kafka().commitInterval(),
                config.kafka().transactionTimeout(),
                config.drainTimeout(),
                config.kafka()
                        .securityFile()
                        .map(ClientSecurity::read)
                        .orElse(ClientSecurity.NONE));
    }
}
