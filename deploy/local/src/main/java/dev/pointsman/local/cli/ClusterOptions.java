package dev.pointsman.local.cli;

import picocli.CommandLine.Option;

/** Which cluster a command speaks to, and under which names its topics are. */
final class ClusterOptions {
    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:POINTSMAN_KAFKA_BOOTSTRAP_SERVERS:-localhost:9092}",
            description = "The Kafka brokers (default: ${DEFAULT-VALUE}).")
    private String bootstrap = "";

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            defaultValue = "${env:POINTSMAN_TOPICS_PREFIX:-}",
            description = "Put before the names of the topics (default: none).")
    private String prefix = "";

    /** Said again for another command, as far as it is not what that would take by itself. */
    String asGiven() {
        return (bootstrap.equals("localhost:9092") ? "" : " --bootstrap " + ShellWord.of(bootstrap))
                + (prefix.isEmpty() ? "" : " --prefix " + ShellWord.of(prefix));
    }

    String bootstrap() {
        return bootstrap;
    }

    String jobs() {
        return prefix + "jobs";
    }

    String results() {
        return prefix + "results";
    }

    String deadLetters() {
        return prefix + "dead-letters";
    }

    String effects() {
        return prefix + "effects";
    }
}
