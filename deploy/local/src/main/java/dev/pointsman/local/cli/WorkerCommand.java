package dev.pointsman.local.cli;

import dev.pointsman.worker.WorkerProcess;
import dev.pointsman.worker.config.ConfigLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a worker alone. */
@Command(
        name = "worker",
        description = {
            "Runs a worker against a Kafka cluster, until Ctrl-C or SIGTERM.",
            "Configured by a properties file, the environment (POINTSMAN_KAFKA_BOOTSTRAP_SERVERS and so on)",
            "and system properties; see deploy/application.properties for all keys."
        },
        mixinStandardHelpOptions = true)
final class WorkerCommand implements Callable<Integer> {
    private static final Path USUAL = Path.of("application.properties");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A properties file (default: ./application.properties, if there is one).")
    private @Nullable Path config;

    @Override
    public Integer call() {
        System.err.println("a worker starts; Ctrl-C drains it");
        return WorkerProcess.run(() -> ConfigLoader.load(file()));
    }

    private Optional<Path> file() {
        return Optional.ofNullable(config).or(() -> Optional.of(USUAL).filter(Files::exists));
    }
}
