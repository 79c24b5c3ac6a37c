package dev.pointsman.it.chaos.network;

import dev.pointsman.it.chaos.network.Weather.Side;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One relayed connection: a thread each way. Safe on every thread.
 *
 * <p>Once bytes were swallowed, neither side can make sense of what follows, so such a link is
 * closed when the weather clears, as a router that forgot a connection would have it.
 */
final class Link {
    private static final int PIECE_BYTES = 64 * 1024;

    private final Socket client;
    private final Socket broker;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Weather weather;

    Link(Socket client, Socket broker, Weather weather) {
        this.client = client;
        this.broker = broker;
        this.weather = weather;
    }

    /** Relays until either side ends. */
    void run() {
        var back = Thread.ofVirtual().start(() -> pump(broker, client, Side.CLIENT));
        pump(client, broker, Side.BROKER);
        try {
            back.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void weather(Weather next) {
        if (weather instanceof Weather.HalfOpen && !(next instanceof Weather.HalfOpen)) {
            close();
        }
        weather = next;
    }

    void close() {
        closed.countDown();
        close(client);
        close(broker);
    }

    private void pump(Socket from, Socket to, Side towards) {
        var piece = new byte[PIECE_BYTES];
        try {
            var in = from.getInputStream();
            for (var length = in.read(piece); length >= 0; length = in.read(piece)) {
                if (passes(towards)) {
                    to.getOutputStream().write(piece, 0, length);
                }
            }
        } catch (IOException _) {
            // One side has gone; the other is told below.
        } finally {
            close();
        }
    }

    private boolean passes(Side towards) {
        return switch (weather) {
            case Weather.Clear _ -> true;
            case Weather.Slow(var delay) -> !isClosedWithin(delay.toMillis());
            case Weather.HalfOpen(var deaf) -> deaf != towards;
        };
    }

    private boolean isClosedWithin(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is of no more use either way.
        }
    }
}
