package dev.pointsman.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A collector of traces that keeps what it is told, a byte a character. Safe on every thread. */
final class TestingCollector implements AutoCloseable {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    TestingCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::keep);
        server.start();
    }

    private void keep(HttpExchange exchange) throws IOException {
        told.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** One text a request. */
    List<String> told() {
        return List.copyOf(told);
    }

    /** From now on nobody answers there. */
    @Override
    public void close() {
        server.stop(0);
    }
}
