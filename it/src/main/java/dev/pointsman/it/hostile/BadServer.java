package dev.pointsman.it.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A web server on loopback that does harm to whoever asks it, by what it says and how slowly. Safe
 * on every thread.
 */
final class BadServer implements AutoCloseable {
    private static final int BACKLOG = 50;
    private static final Duration PACE = Duration.ofMillis(20);

    private final ServerSocket socket;
    private final Talk talk;

    private BadServer(ServerSocket socket, Talk talk) {
        this.socket = socket;
        this.talk = talk;
        Thread.ofVirtual().name("bad-server").start(this::accept);
    }

    /** Says this, and then a byte now and then. */
    static BadServer trickling(String begin) throws IOException {
        return start(client -> {
            client.getOutputStream().write(bytes(begin));
            while (!hasLeftWithin(PACE, client)) {
                client.getOutputStream().write('x');
            }
        });
    }

    /** Says this, and then that as often and as quickly as it can. */
    static BadServer endless(String begin, String again) throws IOException {
        var many = bytes(again);
        return start(client -> {
            client.getOutputStream().write(bytes(begin));
            while (true) {
                client.getOutputStream().write(many);
            }
        });
    }

    private static BadServer start(Talk talk) throws IOException {
        var here = InetAddress.ofLiteral("127.0.0.1");
        return new BadServer(new ServerSocket(0, BACKLOG, here), talk);
    }

    /** Where it is, as a policy has it. */
    String origin() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException _) {
            // Closed: nobody asks any more.
        }
    }

    private void serve(Socket client) {
        try (client) {
            talk.with(client);
        } catch (IOException _) {
            // Who asked has left.
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What it is asked does not matter. */
    private static boolean hasLeftWithin(Duration time, Socket client) throws IOException {
        client.setSoTimeout((int) time.toMillis());
        try {
            while (client.getInputStream().read() >= 0) {
                // As long as the other side has something to say.
            }
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** What is said to a client. */
    @FunctionalInterface
    private interface Talk {
        void with(Socket client) throws IOException;
    }
}
