package dev.pointsman.local.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What the broker is told: one node, one copy, quick to start. Stateless, so safe on every thread.
 */
final class ServerProperties {
    static final int NODE = 1;
    static final int CONTROLLER_NODE = 2;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final String CLIENT_LISTENER = "CLIENT";

    /** There is no second broker to hold a copy. */
    private static final Map<String, String> ONE_COPY =
            Map.of(
                    "offsets.topic.replication.factor", "1",
                    "transaction.state.log.replication.factor", "1",
                    "transaction.state.log.min.isr", "1",
                    "share.coordinator.state.topic.replication.factor", "1",
                    "share.coordinator.state.topic.min.isr", "1");

    /** The default of 50 partitions each makes the first group and the first transaction wait. */
    private static final Map<String, String> FEW_INTERNAL_PARTITIONS =
            Map.of(
                    "offsets.topic.num.partitions", "1",
                    "transaction.state.log.num.partitions", "1",
                    "share.coordinator.state.topic.num.partitions", "1");

    /** Pauses that make sense among many brokers and members, and only hold up a single one. */
    private static final Map<String, String> NO_WAITING =
            Map.of(
                    "group.initial.rebalance.delay.ms", "0",
                    "group.consumer.assignment.interval.ms", "0",
                    "group.share.assignment.interval.ms", "0",
                    // Members learn of a rebalance by heartbeat: every five seconds by default, and
                    // two beats are needed to hand a partition over.
                    "group.consumer.min.heartbeat.interval.ms", "1000",
                    "group.consumer.heartbeat.interval.ms", "1000",
                    "group.share.min.heartbeat.interval.ms", "1000",
                    "group.share.heartbeat.interval.ms", "1000",
                    "add.partitions.to.txn.retry.backoff.ms", "1",
                    "controller.quorum.append.linger.ms", "0");

    /** Members of a group that died without a word are noticed within seconds, not in 45. */
    private static final Map<String, String> SOON_NOTICED =
            Map.of(
                    "group.consumer.min.session.timeout.ms", "6000",
                    "group.consumer.session.timeout.ms", "8000");

    /** Less memory, fewer threads, fewer writes: the machine is shared with the worker. */
    private static final Map<String, String> SMALL =
            Map.of(
                    "num.network.threads", "2",
                    "num.io.threads", "4",
                    "background.threads", "2",
                    "group.coordinator.threads", "1",
                    "group.coordinator.background.threads", "1",
                    "num.recovery.threads.per.data.dir", "1",
                    "log.cleaner.dedupe.buffer.size", "2097152",
                    // Otherwise an idle broker writes to its log twice a second.
                    "metadata.max.idle.interval.ms", "10000",
                    // Nobody reads the broker's JMX beans, and making them slows the start.
                    "metric.reporters", "");

    /** Surprises turned into errors. */
    private static final Map<String, String> STRICT =
            Map.of(
                    "auto.create.topics.enable", "false",
                    "server.max.startup.time.ms", "60000");

    private ServerProperties() {}

    static Properties of(Path folder, LoopbackPorts ports, BrokerSettings settings) {
        var properties = new Properties();
        properties.putAll(ONE_COPY);
        properties.putAll(FEW_INTERNAL_PARTITIONS);
        properties.putAll(NO_WAITING);
        properties.putAll(SOON_NOTICED);
        properties.putAll(SMALL);
        properties.putAll(STRICT);
        properties.putAll(network(ports, settings.relayed()));
        properties.putAll(
                settings.controllerPort()
                        .map(port -> ledFrom(folder, port))
                        .orElseGet(() -> ledByItself(folder, ports)));
        properties.merge("listeners", clients(ports, settings.relayed()), ServerProperties::before);
        properties.putAll(settings.more());
        return properties;
    }

    /** A controller and nothing else. */
    static Properties ofController(Path folder, int port, Map<String, String> more) {
        var properties = new Properties();
        properties.putAll(SMALL);
        properties.putAll(node("controller", CONTROLLER_NODE, folder));
        properties.putAll(controller(CONTROLLER_NODE, port));
        properties.putAll(
                Map.of(
                        "listeners",
                        controllerListener(port),
                        "listener.security.protocol.map",
                        plain(CONTROLLER_LISTENER),
                        "controller.quorum.append.linger.ms",
                        "0"));
        properties.putAll(more);
        return properties;
    }

    private static Map<String, String> ledByItself(Path folder, LoopbackPorts ports) {
        var properties = new HashMap<>(node("broker,controller", NODE, folder));
        properties.putAll(controller(NODE, ports.controller()));
        properties.put("listeners", controllerListener(ports.controller()));
        return properties;
    }

    private static Map<String, String> ledFrom(Path folder, int port) {
        var properties = new HashMap<>(node("broker", NODE, folder));
        properties.putAll(controller(CONTROLLER_NODE, port));
        return properties;
    }

    private static Map<String, String> node(String roles, int id, Path folder) {
        return Map.of(
                "process.roles", roles,
                "node.id", Integer.toString(id),
                "log.dirs", folder.toString());
    }

    private static Map<String, String> controller(int node, int port) {
        return Map.of(
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "controller.quorum.voters",
                node + "@" + LoopbackPorts.HOST + ":" + port);
    }

    private static String controllerListener(int port) {
        return CONTROLLER_LISTENER + "://" + LoopbackPorts.HOST + ":" + port;
    }

    private static Map<String, String> network(
            LoopbackPorts ports, Optional<RelayedListener> relayed) {
        return Map.of(
                "advertised.listeners",
                client(ports) + relayed.map(second -> "," + second.advertised()).orElse(""),
                "listener.security.protocol.map",
                plain(CLIENT_LISTENER, RelayedListener.NAME, CONTROLLER_LISTENER),
                "inter.broker.listener.name",
                CLIENT_LISTENER);
    }

    private static String clients(LoopbackPorts ports, Optional<RelayedListener> relayed) {
        return client(ports) + relayed.map(second -> "," + second.listener()).orElse("");
    }

    private static String client(LoopbackPorts ports) {
        return CLIENT_LISTENER + "://" + LoopbackPorts.HOST + ":" + ports.client();
    }

    private static Object before(Object controller, Object clients) {
        return clients + "," + controller;
    }

    private static String plain(String... listeners) {
        return String.join(":PLAINTEXT,", listeners) + ":PLAINTEXT";
    }
}
