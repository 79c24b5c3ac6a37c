package dev.pointsman.local.cli;

import dev.pointsman.local.Home;
import dev.pointsman.local.LocalWorker;
import dev.pointsman.local.PublishTopics;
import dev.pointsman.local.TopicMaker;
import dev.pointsman.local.broker.BrokerSettings;
import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.local.broker.EndsWithProcess;
import dev.pointsman.worker.RunningWorker;
import dev.pointsman.worker.Worker;
import dev.pointsman.worker.config.ConfigException;
import dev.pointsman.worker.module.DirectoryModules;
import dev.pointsman.worker.tenant.TenantsFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs broker and worker until Ctrl-C. */
@Command(
        name = "dev",
        description = {
            "Starts a Kafka broker and a worker in this process, and leaves them running until Ctrl-C.",
            "Modules and tenants are read again when their files change. The broker's data is temporary."
        },
        mixinStandardHelpOptions = true)
final class DevCommand implements Callable<Integer> {
    private static final int USUAL_PORT = 9092;
    private static final int MAX_PORT = 65_535;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--modules",
            paramLabel = "DIR",
            description = "Where *.wasm are (default: the examples).")
    private Path modules = Home.current().modules();

    @Option(
            names = "--tenants",
            paramLabel = "FILE",
            description = "Who may do what (default: the demo's).")
    private Path tenants = Home.current().tenants();

    @Option(
            names = "--kafka-port",
            paramLabel = "P",
            description = "The broker's port; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port = USUAL_PORT;

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            converter = Converters.Topic.class,
            description = "Create this topic too, for jobs to publish to; may be repeated.")
    private List<String> topics = List.of();

    @Override
    public Integer call() throws ConfigException, TenantsFileException, IOException {
        if (port < 0 || port > MAX_PORT) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--kafka-port: " + port + " (expected: 0 to " + MAX_PORT + ")");
        }
        var publishTopics = PublishTopics.in(tenants);
        publishTopics.addAll(topics);
        DirectoryModules.open(modules);
        var broker = EmbeddedBroker.start(BrokerSettings.temporary().onPort(port));
        var worker = worker(broker, publishTopics);
        System.err.printf(
                """
                Kafka is at %s, and a worker takes jobs from topic jobs.
                modules: %s
                tenants: %s
                %sCtrl-C drains and ends both.
                """,
                broker.bootstrapServers(), modules, tenants, suggestion(broker.bootstrapServers()));
        return RunningWorker.untilItEnds(worker, broker);
    }

    /** A job to begin with, where its tenant and its module are known to be there. */
    String suggestion(String brokers) {
        var home = Home.current();
        return modules.equals(home.modules()) && tenants.equals(home.tenants())
                ? """
                Try, in another terminal:
                  echo hello | %s submit --bootstrap %s --tenant acme --module table-to-json --wait
                """
                        .formatted(LauncherName.word(), brokers)
                : "";
    }

    /** Nothing of the broker is left if there is no worker in the end. */
    private Worker worker(EmbeddedBroker broker, Set<String> publishTopics)
            throws ConfigException, TenantsFileException, IOException {
        try (var _ = new EndsWithProcess(broker)) {
            TopicMaker.make(broker.bootstrapServers(), publishTopics);
            return LocalWorker.start(broker.bootstrapServers(), modules, tenants);
        } catch (ConfigException | TenantsFileException | IOException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }
}
