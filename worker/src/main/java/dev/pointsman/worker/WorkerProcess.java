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
        try {
            var config = ConfigLoader.load(Optional.empty(), System.getenv(), systemProperties());
            return RunningWorker.untilItEnds(Main.start(config), () -> {});
        } catch (ConfigException
                | TenantsFileException
                | IOException
                | UnfitCluster
                | KafkaException e) {
            // What lies outside is said in a sentence; the stack would only hide it.
            System.err.println("pointsman: " + withCause(e));
            return FAILED;
        }
    }

    private static String withCause(Exception failure) {
        var cause = Optional.ofNullable(failure.getCause());
        return failure.getMessage() + cause.map(it -> " (" + it.getMessage() + ")").orElse("");
    }

    private static Map<String, String> systemProperties() {
        var all = System.getProperties();
        return all.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, all::getProperty));
    }
}
