package dev.pointsman.worker;

import dev.pointsman.worker.config.ConfigException;
import dev.pointsman.worker.config.ConfigLoader;
import dev.pointsman.worker.kafka.UnfitCluster;
import dev.pointsman.worker.tenant.TenantsFileException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;

/**
 * A worker as a process of its own: what the image runs. Configured by the environment and system
 * properties.
 */
public final class WorkerProcess {
    private static final int FAILED = 1;

    private WorkerProcess() {}

    /** Runs a worker until it is told to stop. */
    public static void main(String[] arguments) {
        System.exit(run());
    }

    private static int run() {
        var brokers = new AtomicReference<>(Optional.<String>empty());
        try {
            return RunningWorker.untilItEnds(() -> make(brokers));
        } catch (ConfigException
                | TenantsFileException
                | IOException
                | UnfitCluster
                | KafkaException e) {
            System.err.println("pointsman: " + StartFailure.sentence(e, brokers.get()));
            return FAILED;
        }
    }

    private static Worker make(AtomicReference<Optional<String>> brokers)
            throws ConfigException, TenantsFileException, IOException {
        LogVariables.require(System.getenv());
        var config = ConfigLoader.load(Optional.empty(), System.getenv(), systemProperties());
        brokers.set(Optional.of(config.kafka().bootstrapServers()));
        return Main.worker(config);
    }

    private static Map<String, String> systemProperties() {
        var all = System.getProperties();
        return all.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, all::getProperty));
    }
}
