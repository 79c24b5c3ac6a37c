package dev.pointsman.local.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** Kafka's own server, running. Safe on every thread. */
final class KraftNode {
    /** Always the same, so that Kafka refuses a folder that was formatted for something else. */
    private static final String CLUSTER = "pointsman-local-broker";

    private final KafkaRaftServer server;

    private KraftNode(KafkaRaftServer server) {
        this.server = server;
    }

    /** Starts a node, or answers nothing if one of the ports was taken in the meantime. */
    static Optional<KraftNode> start(Path folder, LoopbackPorts ports, BrokerSettings settings) {
        return start(folder, ServerProperties.NODE, ServerProperties.of(folder, ports, settings));
    }

    /** Starts a controller, or answers nothing if its port was taken in the meantime. */
    static Optional<KraftNode> startController(Path folder, int port, Map<String, String> more) {
        return start(
                folder,
                ServerProperties.CONTROLLER_NODE,
                ServerProperties.ofController(folder, port, more));
    }

    private static Optional<KraftNode> start(Path folder, int id, Properties properties) {
        try (var _ = ExitGuard.up()) {
            format(folder, id);
            return Optional.of(new KraftNode(startServer(properties)));
        } catch (Exception e) {
            // As broad as this because the formatter declares it, and because Scala throws checked
            // exceptions that it does not declare.
            if (isPortTaken(e)) {
                return Optional.empty();
            }
            throw notStarted(folder, e);
        }
    }

    /** Returns once every thread of the node has ended. */
    void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** As {@code kafka-storage.sh format} does it; a folder that is formatted stays as it is. */
    private static void format(Path folder, int id) throws Exception {
        new Formatter()
                .setClusterId(CLUSTER)
                .setNodeId(id)
                .setControllerListenerName(ServerProperties.CONTROLLER_LISTENER)
                .setMetadataLogDirectory(folder.toString())
                .setDirectories(List.of(folder.toString()))
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setIgnoreFormatted(true)
                .setPrintStream(silence())
                .run();
    }

    private static KafkaRaftServer startServer(Properties properties) {
        var config = KafkaConfig.fromProps(properties, false);
        var server = new KafkaRaftServer(config, Time.SYSTEM);
        var started = false;
        try {
            server.startup();
            started = true;
            return server;
        } finally {
            if (!started) {
                // Of controller and broker, the one that did start still runs.
                server.shutdown();
            }
        }
    }

    private static boolean isPortTaken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    private static BrokerNotStarted notStarted(Path folder, Exception cause) {
        return new BrokerNotStarted(
                "folder: "
                        + folder
                        + ", "
                        + cause.getMessage()
                        + " (expected: an empty folder, or one last used by this broker)",
                cause);
    }

    private static PrintStream silence() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
}
