package dev.pointsman.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pointsman.contracts.JobRequest;
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
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
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
    private static final String FIELD = "traceparent";

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
        try (var collector = new TestingCollector()) {
            try (var _ = world.startWorker(Map.of("pointsman.traces.endpoint", collector.url()))) {
                var result = world.run(world.job("1", "acme", "echo", "hello").withLinks(links()));

                var traceParent = result.links().traceParent().orElseThrow();
                assertThat(traceParent).startsWith("00-" + TRACE).doesNotContain(PARENT);
            }
            assertThat(collector.told()).singleElement().satisfies(TracesTest::isThatJobs);
        }
    }

    private static void isThatJobs(String told) {
        assertThat(told).contains(bytes(TRACE), bytes(PARENT), "process ", "acme", "service.name");
    }

    @Test
    void whateverLeavesAJobNamesItsSpan() throws Exception {
        var asked = new LinkedBlockingQueue<String>();
        var server = answering(exchange -> asked.add(exchange.getRequestHeaders().getFirst(FIELD)));
        var place = "http://127.0.0.1:" + server.getAddress().getPort();
        world.tenants(
                """
                tenants:
                  acme:
                    modules: [publish, asks]
                    capabilities: ["*"]
                    publish: { topics: ["$events"] }
                    http: { allow: ["%s"], networks: [127.0.0.0/8] }
                    audit: all
                """
                        .formatted(place));
        world.module("publish");
        world.module("asks", GuestCode.asking(place, "/", GuestCode.EXIT).bytes().toBytes());
        world.makeTopic("events");

        try (var collector = new TestingCollector()) {
            try (var _ = world.startWorker(Map.of("pointsman.traces.endpoint", collector.url()))) {
                var publishing = spanOf(world.job("1", "acme", "publish", world.topic("events")));
                var asking = spanOf(world.job("2", "acme", "asks", ""));

                assertThat(publishing).isNotEqualTo(asking);
                assertThat(traceParents("events")).containsExactly(publishing);
                assertThat(traceParents("effects")).containsExactlyInAnyOrder(publishing, asking);
                assertThat(asked).containsExactly(asking);
            }
        } finally {
            server.stop(0);
        }
    }

    /** Runs the job, as a part of the trace; its span as its result has it. */
    private String spanOf(JobRequest job) {
        var span = world.run(job.withLinks(links())).links().traceParent().orElseThrow();
        assertThat(span).startsWith("00-" + TRACE).doesNotContain(PARENT);
        return span;
    }

    private List<String> traceParents(String topic) {
        return world.all(topic).stream().map(it -> TestingWorld.header(it, FIELD)).toList();
    }

    private static HttpServer answering(Consumer<HttpExchange> listener) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    listener.accept(exchange);
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
        return server;
    }

    @Test
    void withoutTheCollectorThatIsNamedJobsRunAllTheSame() throws Exception {
        var gone = new TestingCollector();
        gone.close();

        try (var _ = world.startWorker(Map.of("pointsman.traces.endpoint", gone.url()))) {
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

    private static String bytes(String hex) {
        return new String(HexFormat.of().parseHex(hex), ISO_8859_1);
    }
}
