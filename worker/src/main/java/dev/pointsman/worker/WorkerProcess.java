package dev.pointsman.worker;

import dev.pointsman.worker.config.ConfigException;
import dev.pointsman.worker.config.ConfigLoader;
import dev.pointsman.worker.config.WorkerConfig;
import dev.pointsman.worker.kafka.UnfitCluster;
import dev.pointsman.worker.tenant.TenantsFileException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;

/**
 * A worker as a process of its own: what the image runs. Configured by the environment and system
 * properties.
 */
public final class WorkerProcess {
    private static final int FAILED = 1;

    private WorkerProcess() {}

    /** Where a configuration comes from. */
    @FunctionalInterface
    public interface Configuring {
        WorkerConfig load() throws ConfigException;
    }

    /** Runs a worker until it is told to stop. */
    public static void main(String[] arguments) {
        System.exit(run(WorkerProcess::configured));
    }

    private static WorkerConfig configured() throws ConfigException {
        LogVariables.require(System.getenv());
        return ConfigLoader.load(Optional.empty());
    }

    /**
     * The same with another configuration; returns the exit code. What lies outside is said in a
     * sentence.
     */
    public static int run(Configuring configuring) {
        var brokers = new AtomicReference<>(Optional.<String>empty());
        try {
            return RunningWorker.untilItEnds(() -> make(configuring.load(), brokers));
        } catch (ConfigException
                | TenantsFileException
                | IOException
                | UnfitCluster
                | KafkaException e) {
            System.err.println("pointsman: " + StartFailure.sentence(e, brokers.get()));
            return FAILED;
        }
    }

    private static Worker make(WorkerConfig config, AtomicReference<Optional<String>> brokers)
            throws ConfigException, TenantsFileException, IOException {
        brokers.set(Optional.of(config.kafka().bootstrapServers()));
        return Main.worker(config);
    }
}
