package dev.pointsman.local.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a broker keeps its data and on which port of 127.0.0.1 its clients find it; port 0 stands
 * for any free one. Immutable, so safe on every thread.
 *
 * @param relayed a second way in, for clients that come through something
 * @param controllerPort where an {@link EmbeddedController} of another process listens; none if the
 *     broker is its own controller
 * @param more Kafka's own properties, which count before ours
 */
public record BrokerSettings(
        DataFolder dataFolder,
        int clientPort,
        Optional<RelayedListener> relayed,
        Optional<Integer> controllerPort,
        Map<String, String> more) {
    private static final int ANY_FREE_PORT = 0;
    private static final int HIGHEST_PORT = 65_535;

    public BrokerSettings {
        more = Map.copyOf(more);
        if (clientPort < ANY_FREE_PORT || clientPort > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    "client port: "
                            + clientPort
                            + " (expected: 1 to "
                            + HIGHEST_PORT
                            + ", or 0 for any free one)");
        }
    }

    /** No second way in, and nothing but our own properties. */
    public BrokerSettings(DataFolder dataFolder, int clientPort) {
        this(dataFolder, clientPort, Optional.empty(), Optional.empty(), Map.of());
    }

    /** Data in a new folder that is deleted when the broker is closed; any free port. */
    public static BrokerSettings temporary() {
        return new BrokerSettings(new DataFolder.Temporary(), ANY_FREE_PORT);
    }

    /** Data in this folder, made if need be, and still there after the broker; any free port. */
    public static BrokerSettings in(Path folder) {
        return new BrokerSettings(new DataFolder.Kept(folder), ANY_FREE_PORT);
    }

    /** The same, but clients find the broker on this port. */
    public BrokerSettings onPort(int port) {
        return new BrokerSettings(dataFolder, port, relayed, controllerPort, more);
    }

    /** The same, with a second way in. */
    public BrokerSettings relayedBy(RelayedListener listener) {
        return new BrokerSettings(
                dataFolder, clientPort, Optional.of(listener), controllerPort, more);
    }

    /** The same, but led by the controller that listens on this port. */
    public BrokerSettings ledFrom(int port) {
        return new BrokerSettings(dataFolder, clientPort, relayed, Optional.of(port), more);
    }

    /** The same, with these properties of Kafka's. */
    public BrokerSettings with(Map<String, String> properties) {
        return new BrokerSettings(dataFolder, clientPort, relayed, controllerPort, properties);
    }
}
