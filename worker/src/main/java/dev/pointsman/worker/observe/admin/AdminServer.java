package dev.pointsman.worker.observe.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves what can be read of a worker, and takes nothing: a request is a method and a path, and no
 * part of it is ever repeated in an answer. Safe on every thread.
 */
public final class AdminServer implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(AdminServer.class);
    private static final int EMPTY = -1;

    /** Scripts and styles of our own only, nothing else, and nobody frames it. */
    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "Referrer-Policy",
                    "no-referrer",
                    "Cross-Origin-Resource-Policy",
                    "same-origin",
                    "Cache-Control",
                    "no-store",
                    "Connection",
                    "close");

    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("admin-", 0).factory());
    private final Map<String, Supplier<Answer>> pages;
    private final Events events;
    private final AskedNames names;

    private AdminServer(HttpServer server, Map<String, Supplier<Answer>> pages, Events events) {
        this.server = server;
        this.pages = Map.copyOf(pages);
        this.events = events;
        this.names = AskedNames.of(server.getAddress());
    }

    /**
     * Begins to serve.
     *
     * @param pages from paths to what is answered there
     */
    static AdminServer open(
            AdminAddress address, Map<String, Supplier<Answer>> pages, Events events)
            throws IOException {
        HttpLimits.apply();
        var server = new AdminServer(bound(address), pages, events);
        server.server.setExecutor(server.threads);
        server.server.createContext("/", server::serve);
        server.server.start();
        LOGGER.atInfo().addKeyValue("address", server.server.getAddress()).log("admin port open");
        return server;
    }

    private static HttpServer bound(AdminAddress address) throws IOException {
        try {
            return HttpServer.create(address.socket(), HttpLimits.MAX_CONNECTIONS);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(
                    "pointsman.admin.listen: "
                            + address.host()
                            + ":"
                            + address.port()
                            + " (expected: an address of this machine, and a free port; "
                            + e.getMessage()
                            + ")",
                    e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            HEADERS.forEach(exchange.getResponseHeaders()::set);
            var method = exchange.getRequestMethod();
            if (!names.allow(exchange.getRequestHeaders())) {
                send(exchange, AskedNames.REFUSAL);
            } else if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, Answer.line(Answer.METHOD_NOT_ALLOWED, "only GET and HEAD"));
            } else if (exchange.getRequestURI().getPath().equals(Events.PATH)) {
                events.serve(exchange);
            } else {
                send(exchange, answer(exchange.getRequestURI().getPath()));
            }
        }
    }

    private Answer answer(String path) {
        var page = pages.get(path);
        return page == null ? Answer.line(Answer.NOT_FOUND, "not found") : page.get();
    }

    static void send(HttpExchange exchange, Answer answer) throws IOException {
        var isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), isHead ? EMPTY : answer.body().size());
        if (!isHead) {
            exchange.getResponseBody().write(answer.body().toBytes());
        }
    }

    /** At once: who is being answered is cut off. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
