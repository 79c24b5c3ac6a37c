package dev.pointsman.it.bench.child;

import dev.pointsman.worker.Listeners;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.Worker;
import dev.pointsman.worker.config.ConfigException;
import dev.pointsman.worker.config.ConfigLoader;
import dev.pointsman.worker.config.WorkerConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A worker without its job log, which would be measured too. Safe on every thread. */
record WorkerRole(Worker worker, CommittedJobs jobs) implements Role {
    private static final long LOOK_EVERY_MILLIS = 20;

    /**
     * Starts a worker, and returns when it takes jobs.
     *
     * @param settings keys of the configuration, as {@code key=value}
     */
    static WorkerRole start(List<String> settings) throws Exception {
        var jobs = new CommittedJobs();
        var listeners = Listeners.ofJobs(jobs);
        return ready(Main.start(config(settings), Main.hostFunctions(), listeners), jobs);
    }

    /** The same, without guests. */
    static WorkerRole startIntake(List<String> settings) throws Exception {
        var jobs = new CommittedJobs();
        var listeners = Listeners.ofJobs(jobs);
        return ready(Main.startWith(config(settings), new EchoedJobs(), listeners), jobs);
    }

    @Override
    public String introduction() {
        return "worker";
    }

    @Override
    public long committed() {
        return jobs.count();
    }

    @Override
    public void close() {
        worker.close();
    }

    private static WorkerConfig config(List<String> settings) throws ConfigException {
        var parsed =
                settings.stream()
                        .map(setting -> setting.split("=", 2))
                        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        return ConfigLoader.load(Optional.empty(), Map.of(), parsed);
    }

    private static WorkerRole ready(Worker worker, CommittedJobs jobs) throws Exception {
        awaitReady(worker);
        return new WorkerRole(worker, jobs);
    }

    private static void awaitReady(Worker worker) throws InterruptedException, ExecutionException {
        while (!worker.isReady()) {
            try {
                // Doubles as the pause between two looks.
                worker.end().get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                throw new IllegalStateException("the worker ended before it was ready");
            } catch (TimeoutException _) {
                // It has not ended, so there is hope.
            }
        }
    }
}
