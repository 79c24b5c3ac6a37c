package dev.pointsman.local.broker;

import java.nio.file.Path;
import java.util.Map;

/**
 * A Kafka controller without a broker, inside this process, for a broker in another one: it
 * outlives that, as it would in a cluster. It ends with its process. Stateless.
 */
public final class EmbeddedController {
    private EmbeddedController() {}

    /**
     * Starts one.
     *
     * @param folder where it keeps its log
     * @param port of 127.0.0.1
     * @param more Kafka's own properties, which count before ours
     * @throws BrokerNotStarted if the port or the folder cannot be had
     */
    public static void start(Path folder, int port, Map<String, String> more) {
        if (KraftNode.startController(folder, port, more).isEmpty()) {
            throw new BrokerNotStarted("controller port: " + port + " (expected: a free port)");
        }
    }
}
