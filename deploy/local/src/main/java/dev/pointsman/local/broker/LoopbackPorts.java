package dev.pointsman.local.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Two ports of 127.0.0.1 that were free a moment ago: one for clients, one for the controller.
 * Immutable, so safe on every thread.
 */
record LoopbackPorts(int client, int controller) {
    static final String HOST = "127.0.0.1";

    private static final int BACKLOG = 1;

    /** Looks for free ports; a client port other than 0 is the one to take. */
    static LoopbackPorts probe(int clientPort) {
        // Both are held at once, so that they cannot be the same.
        try (var client = bind(clientPort);
                var controller = bind(0)) {
            return new LoopbackPorts(client.getLocalPort(), controller.getLocalPort());
        } catch (IOException e) {
            throw new BrokerNotStarted(
                    "client port: "
                            + clientPort
                            + " cannot be had on "
                            + HOST
                            + ", "
                            + e.getMessage()
                            + " (expected: a free port; end what listens there, choose another, or 0"
                            + " for any free one)",
                    e);
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        return new ServerSocket(port, BACKLOG, InetAddress.ofLiteral(HOST));
    }
}
