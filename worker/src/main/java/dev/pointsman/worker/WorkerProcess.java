package dev.pointsman.worker;

import dev.pointsman.worker.config.ConfigException;
import dev.pointsman.worker.config.ConfigLoader;
import dev.pointsman.worker.kafka.UnfitCluster;
import dev.pointsman.worker.tenant.TenantsFileException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
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
        var brokers = Optional.<String>empty();
        try {
            var config = ConfigLoader.load(Optional.empty(), System.getenv(), systemProperties());
            brokers = Optional.of(config.kafka().bootstrapServers());
            return RunningWorker.untilItEnds(Main.start(config), () -> {});
        } catch (ConfigException
                | TenantsFileException
                | IOException
                | UnfitCluster
                | KafkaException e) {
            System.err.println("pointsman: " + StartFailure.sentence(e, brokers));
            return FAILED;
        }
    }

    private static Map<String, String> systemProperties() {
        var all = System.getProperties();
        return all.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, all::getProperty));
    }
}
