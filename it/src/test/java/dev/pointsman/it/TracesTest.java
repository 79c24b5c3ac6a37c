package dev.pointsman.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Links;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
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
