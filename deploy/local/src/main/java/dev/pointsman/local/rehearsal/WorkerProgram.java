package dev.pointsman.local.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pointsman.local.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A worker that is a process by itself, seen from outside. Owned by one thread. */
final class WorkerProgram implements AutoCloseable {
    private static final Duration STARTING_TAKES = Duration.ofMinutes(1);

    /** The JVM writes its cache after the worker has drained. */
    private static final Duration ENDING_TAKES = Duration.ofMinutes(3);

    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int LOOK_MILLIS = 5_000;
    private static final String READY = "/readyz";
    private static final List<String> PATHS = List.of("/livez", READY, "/metrics", "/");

    private final Process process;
    private final int port;

    private WorkerProgram(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it with the demo's modules and tenants; what it says goes where ours does. */
    static WorkerProgram start(List<String> command, String brokers, Home home) throws IOException {
        var port = freePort();
        var builder = new ProcessBuilder(command).inheritIO();
        var settings = builder.environment();
        settings.put("POINTSMAN_KAFKA_BOOTSTRAP_SERVERS", brokers);
        settings.put("POINTSMAN_MODULES_DIR", home.modules().toAbsolutePath().toString());
        settings.put("POINTSMAN_TENANTS_FILE", home.tenants().toAbsolutePath().toString());
        settings.put("POINTSMAN_ADMIN_LISTEN", Integer.toString(port));
        return new WorkerProgram(builder.start(), port);
    }

    void awaitReady() {
        var end = System.nanoTime() + STARTING_TAKES.toNanos();
        while (!answer(READY).startsWith("HTTP/1.1 200")) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                throw new IllegalStateException(
                        "the worker was not ready within " + STARTING_TAKES + ", see above");
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    /** Asks what probes, Prometheus and people ask. */
    void visit() {
        PATHS.forEach(this::answer);
    }

    /** As {@code docker stop} does. */
    void drain() {
        process.destroy();
        try {
            if (!process.waitFor(ENDING_TAKES)) {
                throw new IllegalStateException("the worker did not end in " + ENDING_TAKES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("the worker ended with " + process.exitValue());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Nothing where nobody listens yet. */
    private String answer(String path) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(LOOK_MILLIS);
            var question =
                    "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(question.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException _) {
            return "";
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
