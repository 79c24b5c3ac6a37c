package dev.pointsman.worker;

import dev.pointsman.worker.config.ConfigException;
import dev.pointsman.worker.config.WorkerConfig;
import dev.pointsman.worker.host.Capabilities;
import dev.pointsman.worker.host.HostFunctions;
import dev.pointsman.worker.host.HostTables;
import dev.pointsman.worker.host.wasi.Wasi;
import dev.pointsman.worker.job.JobListener;
import dev.pointsman.worker.job.JobPreparation;
import dev.pointsman.worker.job.JobRunner;
import dev.pointsman.worker.kafka.IntakeLoop;
import dev.pointsman.worker.kafka.JobWork;
import dev.pointsman.worker.kafka.KafkaSettings;
import dev.pointsman.worker.module.DirectoryModules;
import dev.pointsman.worker.observe.JobLog;
import dev.pointsman.worker.sandbox.Gate;
import dev.pointsman.worker.sandbox.JobThreads;
import dev.pointsman.worker.sandbox.Modules;
import dev.pointsman.worker.sandbox.Sandbox;
import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.tenant.LiveTenants;
import dev.pointsman.worker.tenant.TenantsFileException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Builds a worker from its configuration, top to bottom. */
public final class Main {
    private Main() {}

    /** A worker that runs by the system's clock and tells its log. */
    public static Worker start(WorkerConfig config)
            throws ConfigException, TenantsFileException, IOException {
        return start(config, hostFunctions(), List.of(new JobLog()));
    }

    /**
     * A worker with host functions and listeners of the caller's choice.
     *
     * @throws dev.pointsman.worker.kafka.UnfitCluster if the cluster will not do
     */
    public static Worker start(
            WorkerConfig config, HostFunctions functions, List<JobListener> listeners)
            throws ConfigException, TenantsFileException, IOException {
        var time = InstantSource.system();
        var limits = checked("pointsman.limits.", () -> limits(config.limits()));
        var kafka = checked("pointsman.", () -> kafka(config));
        var tenants = LiveTenants.open(config.tenants().file(), limits);
        var store = DirectoryModules.open(config.modules().dir());
        var modules = new Modules(new Gate(functions), config.modules().maxCached());
        var sandbox = new Sandbox(new HostTables(functions), time);
        var preparation = new JobPreparation(tenants::current, store, modules, time);
        var runner =
                new JobRunner(
                        preparation, sandbox, time, "urn:pointsman:" + config.kafka().group());
        var threads = new JobThreads(config.concurrency());
        var intake = new IntakeLoop(kafka, new JobWork(runner, threads, listeners), time);
        return Worker.start(intake, threads, List.of(tenants::refresh, store::refresh));
    }

    /** What guests may import: WASI preview 1, and our own capabilities. */
    public static HostFunctions hostFunctions() {
        return new HostFunctions(Wasi.functions()).with(Capabilities.functions());
    }

    /** The limits of a job whose tenant has none of its own. */
    public static Limits limits(WorkerConfig.Limits limits) {
        return new Limits(
                limits.timeout(),
                limits.fuel(),
                limits.maxPages(),
                limits.maxDirtyPages(),
                limits.maxOutputBytes(),
                limits.maxHostCalls(),
                limits.maxLogLines(),
                limits.maxPublications(),
                limits.maxPublishedBytes());
    }

    /** What will not do together is for the operator to mend, as what will not do by itself is. */
    private static <T> T checked(String prefix, Supplier<T> part) throws ConfigException {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            throw new ConfigException(List.of(prefix + e.getMessage()));
        }
    }

    private static KafkaSettings kafka(WorkerConfig config) {
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
                        prefix + topics.deadLetters()),
                topics.create(),
                config.kafka().maxBatch(),
                config.kafka().commitInterval(),
                config.kafka().transactionTimeout());
    }
}
