package dev.pointsman.worker.observe.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * What the page shows, once a second, as server-sent events. A stream ends after a while, and the
 * browser asks for the next; of streams there are never more than a few. Safe on every thread.
 */
final class Events {
    static final String PATH = "/events";
    static final Duration LASTS = Duration.ofSeconds(30);
    static final int MAX_STREAMS = 16;

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Supplier<String> state;
    private final Semaphore streams = new Semaphore(MAX_STREAMS);

    /**
     * @param state JSON in one line
     */
    Events(Supplier<String> state) {
        this.state = state;
    }

    void serve(HttpExchange exchange) throws IOException {
        if (!streams.tryAcquire()) {
            AdminServer.send(
                    exchange, Answer.line(Answer.UNAVAILABLE, "too many are watching already"));
            return;
        }
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(Answer.OK, 0);
            stream(exchange);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            streams.release();
        }
    }

    private void stream(HttpExchange exchange) throws IOException, InterruptedException {
        var end = System.nanoTime() + LASTS.toNanos();
        var body = exchange.getResponseBody();
        while (System.nanoTime() - end < 0) {
            body.write(("retry: 1000\ndata: " + state.get() + "\n\n").getBytes(UTF_8));
            body.flush();
            Thread.sleep(EVERY);
        }
    }
}
