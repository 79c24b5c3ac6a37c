package dev.pointsman.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.pointsman.contracts.Links;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A collector is told of each job; one that is not there is nobody's trouble. */
@ExtendWith(SharedBroker.class)
class TracesTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";

    @AutoClose private final TestingWorld world;

    TracesTest(EmbeddedBroker broker, @TempDir Path folder) {
        world = new TestingWorld(broker, folder);
    }

    @BeforeEach
    void acmeMayEcho() {
        world.tenants("tenants: { acme: { modules: [echo] } }");
        world.module("echo");
    }

    @Test
    void aCollectorIsToldOfAJobAndItsResultNamesTheSpan() throws Exception {
        var told = new CopyOnWriteArrayList<String>();
        var collector = collector(told);
        try {
            try (var _ = world.startWorker(Map.of("pointsman.traces.endpoint", url(collector)))) {
                var result = world.run(world.job("1", "acme", "echo", "hello").withLinks(links()));

                var traceParent = result.links().traceParent().orElseThrow();
                assertThat(traceParent).startsWith("00-" + TRACE).doesNotContain(PARENT);
            }
        } finally {
            collector.stop(0);
        }

        assertThat(told).singleElement().satisfies(TracesTest::isThatJobs);
    }

    private static void isThatJobs(String told) {
        assertThat(told).contains(bytes(TRACE), bytes(PARENT), "process ", "acme", "service.name");
    }

    @Test
    void withoutTheCollectorThatIsNamedJobsRunAllTheSame() throws Exception {
        var gone = collector(new CopyOnWriteArrayList<>());
        gone.stop(0);

        try (var _ = world.startWorker(Map.of("pointsman.traces.endpoint", url(gone)))) {
            var result = world.run("acme", "echo", "hello");

            assertThat(result.outcome()).isEqualTo(new Outcome.Succeeded(Payload.ofUtf8("hello")));
        }
    }

    private static Links links() {
        return new Links(
                Optional.empty(),
                Optional.empty(),
                Optional.of("00-" + TRACE + "-" + PARENT + "-01"),
                Optional.empty());
    }

    private static HttpServer collector(List<String> told) throws IOException {
        var loopback = InetAddress.getLoopbackAddress();
        var server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        server.createContext(
                "/v1/traces",
                exchange -> {
                    told.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static String bytes(String hex) {
        return new String(HexFormat.of().parseHex(hex), ISO_8859_1);
    }
}
