package dev.pointsman.it.chaos.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * A port of loopback that a server can have, also when it dies and comes again. It is below those
 * that systems hand out to clients (from 32768 on Linux, from 49152 elsewhere): one of those can go
 * to somebody's connection while the server is away, even to one that tries to reach it.
 */
public final class FreePort {
    private static final int FIRST = 20_000;
    private static final int END = 32_768;
    private static final int TRIES = 1_000;

    private FreePort() {}

    /**
     * Nobody listens there at the moment.
     *
     * @throws IllegalStateException if none can be found
     */
    public static int any() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(FIRST, END))
                .limit(TRIES)
                .filter(FreePort::isFree)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "127.0.0.1: no free port in "
                                        + TRIES
                                        + " tries (expected: one from "
                                        + FIRST
                                        + " to "
                                        + (END - 1)
                                        + ")"));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }
}
