package dev.pointsman.worker.observe;

import dev.pointsman.worker.host.HostFunctions;
import dev.pointsman.worker.job.JobListener;
import dev.pointsman.worker.job.JobRun;
import dev.pointsman.worker.kafka.ClientMetric;
import dev.pointsman.worker.kafka.RetryFigures;
import dev.pointsman.worker.kafka.TransactionListener;
import dev.pointsman.worker.observe.admin.AdminAddress;
import dev.pointsman.worker.observe.admin.AdminPort;
import dev.pointsman.worker.observe.admin.AdminServer;
import dev.pointsman.worker.observe.admin.Overview;
import dev.pointsman.worker.observe.admin.Tally;
import dev.pointsman.worker.observe.meters.HostCallMeters;
import dev.pointsman.worker.observe.meters.JobLabels;
import dev.pointsman.worker.observe.meters.JobMeters;
import dev.pointsman.worker.observe.meters.KafkaMeters;
import dev.pointsman.worker.observe.meters.Meters;
import dev.pointsman.worker.observe.meters.ModuleMeters;
import dev.pointsman.worker.observe.meters.RunningJobs;
import dev.pointsman.worker.observe.meters.TransactionMeters;
import dev.pointsman.worker.observe.meters.WatchedJobs;
import dev.pointsman.worker.sandbox.Modules;
import dev.pointsman.worker.tenant.Tenants;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All that measures one worker, and the port where it is told. Built beside the worker, piece by
 * piece; its methods are safe on every thread.
 */
public final class Instruments implements AutoCloseable {
    private final InstantSource time;
    private final Meters meters = new Meters();
    private final JobLabels.Maker labels = new JobLabels.Maker();
    private final Tally tally = new Tally(labels);
    private final RunningJobs running;

    public Instruments(InstantSource time) {
        this.time = time;
        this.running = new RunningJobs(meters.registry(), time);
    }

    /** The same functions, watched. */
    public HostFunctions watched(HostFunctions functions) {
        var watch = new HostCallMeters(meters.registry());
        return new HostFunctions(functions.list().stream().map(watch::watched).toList());
    }

    /** The same jobs, watched. */
    public JobRun watched(JobRun jobs) {
        return new WatchedJobs(jobs, running);
    }

    /** Measures the cache of modules. */
    public void watch(Modules modules) {
        ModuleMeters.bind(meters.registry(), modules);
    }

    /** Tells of jobs that are tried again. */
    public void watch(RetryFigures retries) {
        Gauge.builder("pointsman.retries.waiting", retries, RetryFigures::waiting)
                .description("Jobs that wait here for their next attempt")
                .strongReference(true)
                .register(meters.registry());
        FunctionCounter.builder("pointsman.retries.pretended", retries, RetryFigures::pretending)
                .description("Jobs whose publishers wrote headers of retries, which are ignored")
                .register(meters.registry());
    }

    /** Who wants to be told about jobs. */
    public List<JobListener> jobListeners() {
        return List.of(new JobMeters(meters.registry(), labels), tally);
    }

    /** Who wants to be told about transactions. */
    public TransactionListener transactionListener() {
        return new TransactionMeters(meters.registry());
    }

    /**
     * Opens the port.
     *
     * @param trouble why the worker is not ready
     */
    public AdminServer open(
            AdminAddress address,
            Supplier<Tenants> tenants,
            Supplier<List<ClientMetric>> clients,
            Supplier<Optional<String>> trouble)
            throws IOException {
        var kafka = new KafkaMeters(meters.registry(), clients);
        meters.ready(trouble);
        var overview = new Overview(tenants, running, tally, kafka::lag, time);
        return AdminPort.open(address, trouble, () -> meters.scrape(kafka), overview);
    }

    @Override
    public void close() {
        meters.close();
    }
}
