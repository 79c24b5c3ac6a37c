package dev.pointsman.it.chaos.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Relays connections from a port of 127.0.0.1 to another, in whatever weather it is told to. Safe
 * on every thread.
 */
public final class Relay implements AutoCloseable {
    private static final int BACKLOG = 100;
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final ServerSocket listener;
    private final int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile Weather weather = new Weather.Clear();

    private Relay(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /** Relays from any free port to this one, whether or not anything listens there yet. */
    public static Relay to(int target) throws IOException {
        var relay = new Relay(new ServerSocket(0, BACKLOG, LOOPBACK), target);
        Thread.ofVirtual().name("relay").start(relay::accept);
        return relay;
    }

    /** Where clients connect. */
    public int port() {
        return listener.getLocalPort();
    }

    /** All connections, and those to come, are slow or clear from now on. */
    public void weather(Weather next) {
        weather = next;
        links.forEach(link -> link.weather(next));
    }

    /** The connections there are go deaf on one side; those to come are clear. */
    public void halfOpen(Weather.Side deaf) {
        links.forEach(link -> link.weather(new Weather.HalfOpen(deaf)));
    }

    /** Closes the connections there are. */
    public void drop() {
        links.forEach(Link::close);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        drop();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> relay(client));
            } catch (IOException _) {
                // The listener is closed, or the client was gone before it was met.
            }
        }
    }

    private void relay(Socket client) {
        try (client;
                var broker = new Socket(LOOPBACK, target)) {
            client.setTcpNoDelay(true);
            broker.setTcpNoDelay(true);
            var link = new Link(client, broker, weather);
            links.add(link);
            link.run();
            links.remove(link);
        } catch (IOException _) {
            // The broker is down: the client finds its connection closed, as it would have.
        }
    }
}
