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
import dev.pointsman.worker.observe.meters.JobMeters;
import dev.pointsman.worker.observe.meters.KafkaMeters;
import dev.pointsman.worker.observe.meters.LabelledJobs;
import dev.pointsman.worker.observe.meters.Meters;
import dev.pointsman.worker.observe.meters.ModuleMeters;
import dev.pointsman.worker.observe.meters.RunningJobs;
import dev.pointsman.worker.observe.meters.TransactionMeters;
import dev.pointsman.worker.observe.meters.WatchedJobs;
import dev.pointsman.worker.observe.traces.Traces;
import dev.pointsman.worker.sandbox.Modules;
import dev.pointsman.worker.state.SeenFigures;
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
    private final String destination;
    private final Meters meters = new Meters();
    private final Tally tally = new Tally();
    private final RunningJobs running;
    private final Optional<Traces> traces;

    /**
     * @param destination what metrics call the topic that jobs come from, be there one for each
     *     tenant or for all: a tenant is a label of one counter only
     */
    public Instruments(InstantSource time, String destination, Optional<Traces> traces) {
        this.time = time;
        this.destination = destination;
        this.traces = traces;
        this.running = new RunningJobs(meters.registry(), time);
    }

    /** The same functions, watched. */
    public HostFunctions watched(HostFunctions functions) {
        var watch = new HostCallMeters(meters.registry());
        return new HostFunctions(functions.list().stream().map(watch::watched).toList());
    }

    /** The same jobs, watched, and traced if they are to be. */
    public JobRun watched(JobRun jobs) {
        return new WatchedJobs(traces.map(it -> it.traced(jobs)).orElse(jobs), running);
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
        Gauge.builder("pointsman.retries.held.keys", retries, RetryFigures::heldKeys)
                .description("Keys held up here by jobs that are tried again in their order")
                .strongReference(true)
                .register(meters.registry());
        FunctionCounter.builder("pointsman.retries.pretended", retries, RetryFigures::pretending)
                .description("Jobs whose publishers wrote headers of retries, which are ignored")
                .register(meters.registry());
    }

    /** Tells of jobs that are remembered. */
    public void watch(SeenFigures seen) {
        FunctionCounter.builder("pointsman.duplicates.forgotten", seen, SeenFigures::forgottenEarly)
                .description("Jobs forgotten, for want of room, before their window was over")
                .register(meters.registry());
    }

    /** Who wants to be told about jobs. */
    public List<JobListener> jobListeners() {
        var jobs = new JobMeters(meters.registry(), destination);
        return List.of(new LabelledJobs(List.of(jobs, tally)));
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
        var kafka = new KafkaMeters(meters.registry(), clients, destination);
        meters.ready(trouble);
        var overview = new Overview(tenants, running, tally, kafka::lag, time);
        return AdminPort.open(address, trouble, () -> meters.scrape(kafka), overview);
    }

    @Override
    public void close() {
        traces.ifPresent(Traces::close);
        meters.close();
    }
}
