package dev.pointsman.local.cli;

import dev.pointsman.contracts.TenantId;
import dev.pointsman.local.client.Cluster;
import dev.pointsman.worker.config.WorkerConfig.TenantFrom;
import dev.pointsman.worker.kafka.ClientSecurity;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which cluster a command speaks to, and under which names its topics are. */
final class ClusterOptions {
    private static final List<String> OPTIONS =
            List.of("--bootstrap", "--security-file", "--prefix", "--topics", "--tenants-from");

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:POINTSMAN_KAFKA_BOOTSTRAP_SERVERS:-localhost:9092}",
            description = "The Kafka brokers (default: ${DEFAULT-VALUE}).")
    private String bootstrap = "";

    @Option(
            names = "--security-file",
            paramLabel = "FILE",
            converter = Converters.Security.class,
            description =
                    "How to get into a cluster with TLS or SASL: security.protocol, sasl.* and ssl.* of Kafka's"
                            + " clients, as in pointsman.kafka.security-file (default: no proof is wanted).")
    private ClientSecurity security = ClientSecurity.NONE;

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            defaultValue = "${env:POINTSMAN_TOPICS_PREFIX:-}",
            converter = Converters.Prefix.class,
            description = "Put before the names of the topics (default: none).")
    private String prefix = "";

    @Option(
            names = "--topics",
            paramLabel = "NAME=TOPIC",
            converter = Converters.Topics.class,
            description =
                    "Topics that have other names in pointsman.topics.* of the workers, such as"
                            + " jobs=orders,results=answers; also dead-letters, effects.")
    private RenamedTopics topics = RenamedTopics.NONE;

    @Option(
            names = "--tenants-from",
            paramLabel = "WORD",
            defaultValue = "header",
            description =
                    "As the workers have pointsman.tenants.from: header, or topic where each tenant has a topic"
                            + " of jobs, jobs.<tenant> (default: ${DEFAULT-VALUE}).")
    private TenantFrom tenantsFrom = TenantFrom.HEADER;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /** Those that were given, said again for another command. */
    String asGiven() {
        return OPTIONS.stream()
                .filter(command.commandLine().getParseResult()::hasMatchedOption)
                .map(this::asGiven)
                .collect(Collectors.joining());
    }

    private String asGiven(String option) {
        var words = command.findOption(option).originalStringValues();
        return " " + option + " " + ShellWord.of(words.getLast());
    }

    Cluster cluster() {
        return new Cluster(bootstrap, security);
    }

    /** Where jobs of this tenant are published. */
    String jobsOf(TenantId tenant) {
        return tenantsFrom == TenantFrom.TOPIC ? jobs() + "." + tenant : jobs();
    }

    /** The topic of jobs, or what stands before the dot and the tenant. */
    String jobs() {
        return prefix + topics.of("jobs");
    }

    String results() {
        return prefix + topics.of("results");
    }

    String deadLetters() {
        return prefix + topics.of("dead-letters");
    }

    String effects() {
        return prefix + topics.of("effects");
    }
}
