package dev.pointsman.local.broker;

/**
 * A second port of 127.0.0.1 on which a broker listens, for something that relays connections to
 * it: clients that ask there are told to come to the relay's port again. Immutable, so safe on
 * every thread.
 *
 * @param port where the broker listens
 * @param advertisedPort where the relay listens
 */
public record RelayedListener(int port, int advertisedPort) {
    static final String NAME = "RELAYED";

    String listener() {
        return address(port);
    }

    String advertised() {
        return address(advertisedPort);
    }

    private static String address(int port) {
        return NAME + "://" + LoopbackPorts.HOST + ":" + port;
    }
}
