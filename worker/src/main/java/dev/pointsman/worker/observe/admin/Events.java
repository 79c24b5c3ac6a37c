package dev.pointsman.worker.observe.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
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
    private final LongSupplier nanoTime;
    private final Semaphore streams = new Semaphore(MAX_STREAMS);
    private String latest = "{}";
    private long madeAt;

    /**
     * @param state JSON in one line
     */
    Events(Supplier<String> state) {
        this(state, System::nanoTime);
    }

    /** One that goes by another clock. */
    Events(Supplier<String> state, LongSupplier nanoTime) {
        this.state = state;
        this.nanoTime = nanoTime;
        this.madeAt = nanoTime.getAsLong() - EVERY.toNanos();
    }

    /** Made once a second, however many are watching: it may be large. */
    synchronized String latest() {
        var now = nanoTime.getAsLong();
        if (now - madeAt >= EVERY.toNanos()) {
            latest = state.get();
            madeAt = now;
        }
        return latest;
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
            body.write(("retry: 1000\ndata: " + latest() + "\n\n").getBytes(UTF_8));
            body.flush();
            Thread.sleep(EVERY);
        }
    }
}
