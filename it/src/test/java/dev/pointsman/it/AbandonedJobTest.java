package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A worker that is told to stop does not wait for a job that takes too long: it leaves the group,
 * and another one runs the job.
 */
@ExtendWith(SharedBroker.class)
class AbandonedJobTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KEY = "Idempotency-Key";

    private final BlockingQueue<HttpExchange> requests = new LinkedBlockingQueue<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", requests::add);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    void whatTakesTooLongIsLeftToAnotherWorker(
            String protocol, EmbeddedBroker broker, @TempDir Path folder) throws Exception {
        var settings =
                Map.of(
                        "pointsman.kafka.group.protocol",
                        protocol,
                        "pointsman.drain-timeout",
                        "PT0.1S");
        try (var world = worldOfAJobThatAsks(broker, folder)) {
            String first;
            try (var _ = world.startWorker(settings)) {
                world.publish(world.job("long", "acme", "asks", ""));
                // Never answered: the job waits for as long as the worker lets it.
                first = request().getRequestHeaders().getFirst(KEY);
            }
            assertThat(world.workers()).isZero();
            assertThat(world.allResults()).isEmpty();

            try (var _ = world.startWorker(settings)) {
                var again = request();
                assertThat(again.getRequestHeaders().getFirst(KEY)).isEqualTo(first);
                again.sendResponseHeaders(200, -1);
                again.close();
                await().atMost(PATIENCE).until(() -> !world.allResults().isEmpty());
            }

            assertThat(world.allResults())
                    .singleElement()
                    .extracting(JobResult::id)
                    .hasToString("long");
        }
    }

    private TestingWorld worldOfAJobThatAsks(EmbeddedBroker broker, Path folder) {
        var place = "http://127.0.0.1:" + server.getAddress().getPort();
        var world = new TestingWorld(broker, folder);
        world.tenants(
                """
                tenants:
                  acme:
                    modules: [asks]
                    capabilities: ["http/v1/request"]
                    http: { allow: ["%s"], networks: [127.0.0.0/8] }
                    limits: { timeout: PT4M }
                """
                        .formatted(place));
        world.module("asks", GuestCode.asking(place, "/", GuestCode.EXIT).bytes().toBytes());
        return world;
    }

    private HttpExchange request() throws InterruptedException {
        return Optional.ofNullable(requests.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("no request of the guest's"));
    }
}
