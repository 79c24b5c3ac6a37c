package dev.pointsman.it.bench.child;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pointsman.it.bench.load.BenchJobs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A web server that takes 10 ms for each answer, or the seconds it is asked to take, and does
 * nothing in them. Safe on every thread.
 */
record WebRole(HttpServer server, ExecutorService threads) implements Role {
    private static final long ANSWER_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int BACKLOG = 1024;
    private static final int OK = 200;
    private static final int NO_BODY = -1;

    static WebRole start() throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var server = HttpServer.create(address, BACKLOG);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", WebRole::answer);
        server.start();
        return new WebRole(server, threads);
    }

    /** Where it is. */
    @Override
    public String introduction() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public long committed() {
        return 0;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var takes = nanos(exchange.getRequestURI().getPath());
        var end = System.nanoTime() + takes;
        for (var left = takes; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        exchange.sendResponseHeaders(OK, NO_BODY);
        exchange.close();
    }

    private static long nanos(String path) {
        return path.startsWith(BenchJobs.SECONDS)
                ? TimeUnit.SECONDS.toNanos(
                        Long.parseLong(path.substring(BenchJobs.SECONDS.length())))
                : ANSWER_NANOS;
    }
}
