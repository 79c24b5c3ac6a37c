package dev.pointsman.worker.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on loopback that counts who connects, keeps what they ask, and answers the same bytes to
 * everybody. Safe on every thread.
 */
final class TestingServer implements AutoCloseable {
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private final ServerSocket socket;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Talk talk;

    private TestingServer(ServerSocket socket, Talk talk) {
        this.socket = socket;
        this.talk = talk;
        Thread.ofVirtual().start(this::accept);
    }

    /** A server at this address that answers so. */
    static TestingServer at(String address, String answer) throws IOException {
        return at(address, saying(answer));
    }

    /** A server at this socket that answers so. */
    static TestingServer on(ServerSocket socket, String answer) {
        return on(socket, saying(answer));
    }

    static TestingServer on(ServerSocket socket, Talk talk) {
        return new TestingServer(socket, talk);
    }

    private static Talk saying(String answer) {
        return client -> client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
    }

    static TestingServer at(String address, Talk talk) throws IOException {
        return new TestingServer(new ServerSocket(0, 50, InetAddress.ofLiteral(address)), talk);
    }

    /** A server like this one at another address. */
    TestingServer twinAt(String address) throws IOException {
        return new TestingServer(
                new ServerSocket(port(), 50, InetAddress.ofLiteral(address)), talk);
    }

    int port() {
        return socket.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    /** The heads of all requests, each with its body's first bytes. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        try {
            while (true) {
                var client = socket.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket client) {
        try (client) {
            requests.add(head(client.getInputStream()));
            talk.with(client);
        } catch (IOException _) {
            // The other side has gone.
        }
    }

    private static String head(InputStream in) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            var letter = in.read();
            if (letter < 0) {
                break;
            }
            text.append((char) letter);
        }
        return text.toString();
    }

    /** What is said to a client once it has asked. */
    @FunctionalInterface
    interface Talk {
        void with(Socket client) throws IOException;
    }
}
