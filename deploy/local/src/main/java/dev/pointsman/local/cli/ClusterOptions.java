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
            description =
                    "The Kafka brokers (default: POINTSMAN_KAFKA_BOOTSTRAP_SERVERS of the environment, or"
                            + " localhost:9092).")
    private String bootstrap = "";

    @Option(
            names = "--security-file",
            paramLabel = "FILE",
            defaultValue = "${env:POINTSMAN_KAFKA_SECURITY_FILE:-}",
            converter = Converters.Security.class,
            description =
                    "How to get into a cluster with TLS or SASL: security.protocol, sasl.* and ssl.* of Kafka's"
                            + " clients, as in pointsman.kafka.security-file (default:"
                            + " POINTSMAN_KAFKA_SECURITY_FILE of the environment, or no proof is given).")
    private ClientSecurity security = ClientSecurity.NONE;

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            defaultValue = "${env:POINTSMAN_TOPICS_PREFIX:-}",
            converter = Converters.Prefix.class,
            description =
                    "Put before the names of the topics (default: POINTSMAN_TOPICS_PREFIX of the environment, or"
                            + " nothing).")
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
            defaultValue = "${env:POINTSMAN_TENANTS_FROM:-header}",
            description =
                    "As the workers have pointsman.tenants.from: header, or topic where each tenant has a topic"
                            + " of jobs, jobs.<tenant> (default: POINTSMAN_TENANTS_FROM of the environment, or"
                            + " header).")
    private TenantFrom tenantsFrom = TenantFrom.HEADER;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /** Another command on the same cluster, as a line to be pasted. */
    String line(String words) {
        return LauncherName.word() + " " + words + asGiven();
    }

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
