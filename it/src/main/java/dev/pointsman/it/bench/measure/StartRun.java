package dev.pointsman.it.bench.measure;

import dev.pointsman.it.bench.BenchFailed;
import dev.pointsman.it.bench.load.FirstJobs;
import dev.pointsman.it.bench.load.Shape;
import dev.pointsman.it.bench.load.Work;
import dev.pointsman.it.bench.process.ChildProcess;
import dev.pointsman.it.bench.process.WorkerImage;
import dev.pointsman.it.chaos.network.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts a worker as a container does, alone in its process, and looks when it is ready and when
 * the result of a job is there that waits for it. Owned by one thread.
 */
public final class StartRun {
    private static final double NANOS_A_MILLI = 1e6;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Each look is answered by the worker, and is of its CPU time. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final String ID = "first";
    private static final byte[] QUESTION =
            "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final Workbench bench;
    private final WorkerImage image;

    public StartRun(Workbench bench, WorkerImage image) {
        this.bench = bench;
        this.image = image;
    }

    /**
     * Milliseconds from exec on; and of CPU time, of the whole process, when it was ready.
     *
     * @param readyCpu by the system's clock, which has ticks of 10 ms
     */
    public record Found(double ready, double firstResult, double readyCpu) {}

    private record Ready(long nanos, Duration cpu) {}

    /**
     * Starts it once.
     *
     * @param withCache whether with the AOT cache
     */
    public Found measure(boolean withCache) {
        var shape = new Shape(1, 0, 1);
        var jobs = bench.newJobs(shape, Work.TRIVIAL);
        var interval = bench.plan().worker().commitInterval();
        var assignment = new Assignment(bench.brokers(), jobs.topic() + "-start", jobs, interval);
        bench.makeTopics(assignment);
        try (var client = FirstJobs.open(bench.brokers(), assignment.results())) {
            client.publish(jobs.of(ID, Shape.tenant(0), Work.TRIVIAL.module()));
            return measure(assignment, client, withCache);
        } finally {
            bench.deleteTopics(assignment);
        }
    }

    private Found measure(Assignment assignment, FirstJobs client, boolean withCache) {
        var port = FreePort.any();
        var settings = bench.settingsOfProcess(assignment);
        settings.put("pointsman.admin.listen", Integer.toString(port));
        var line = image.line(settings, withCache);
        var from = System.nanoTime();
        try (var child = bench.children().startForeign(assignment.name(), line);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ready = CompletableFuture.supplyAsync(() -> awaitReady(port, child), threads);
            var result = client.await(ID);
            var found = found(from, ready.join(), result);
            child.terminate();
            return found;
        }
    }

    private static Found found(long from, Ready ready, long result) {
        return new Found(
                millis(from, ready.nanos),
                millis(from, result),
                ready.cpu.toNanos() / NANOS_A_MILLI);
    }

    /** When, by {@link System#nanoTime}, it first said that it is ready. */
    private static Ready awaitReady(int port, ChildProcess child) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(port)) {
            if (System.nanoTime() - end > 0) {
                throw new BenchFailed("a worker was not ready after " + PATIENCE);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return new Ready(System.nanoTime(), child.cpu());
    }

    private static boolean isReady(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(QUESTION);
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.startsWith("HTTP/1.1 200");
        } catch (IOException _) {
            return false;
        }
    }

    private static double millis(long from, long to) {
        return (to - from) / NANOS_A_MILLI;
    }
}
