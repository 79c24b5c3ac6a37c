package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.it.chaos.network.FreePort;
import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.worker.testing.WasmBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Every query of the dashboard and of the alerts asks for what a worker really exports. */
@ExtendWith(SharedBroker.class)
class QueriesTest {
    private static final Path DASHBOARD = Path.of("../deploy/grafana-dashboard.json");
    private static final Path ALERTS = Path.of("../deploy/helm/pointsman/alerts.yaml");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Adds five to the counter {@code orders}. */
    private static final WasmBytes COUNTING =
            WasmBytes.module()
                    .importing("pointsman/v1", "metric_add", "iiI>i")
                    .function(">", "i32.const 0 i32.const 6 i64.const 5 call 0 drop")
                    .memory(1, 1)
                    .data(0, "orders".getBytes(StandardCharsets.UTF_8))
                    .export("_start", 1);

    /** Retries are exported from the first on. */
    private static final String TRY_AGAIN = "75";

    private static final String TWICE_FIVE =
            "pointsman_tenant_counts_total{name=\"orders\",tenant=\"acme\"} 10.0";

    @Test
    void everyQueryAsksForWhatAWorkerExports(EmbeddedBroker broker, @TempDir Path folder)
            throws Exception {
        var port = FreePort.any();
        try (var world = new TestingWorld(broker, folder)) {
            world.tenants(
                    "tenants: { acme: { modules: [echo, trap, exit-code, counts], capabilities:"
                            + " [metric/v1/add], metrics: [orders], retries: { attempts: 2,"
                            + " back-off: { first: PT0.05S } } } }");
            world.module("echo");
            world.module("trap");
            world.module("exit-code");
            world.module("counts", COUNTING.bytes().toBytes());
            try (var _ = world.startWorker(Map.of("pointsman.admin.listen", "" + port))) {
                world.run("acme", "echo", "hello");
                world.run("acme", "trap", "");
                world.run("acme", "exit-code", "1");
                world.run("acme", "exit-code", TRY_AGAIN);
                world.run("acme", "counts", "");
                world.run("acme", "counts", "");
                Awaitility.await()
                        .atMost(PATIENCE)
                        .untilAsserted(() -> {
                            assertThat(unknown(port)).isEmpty();
                            assertThat(Exported.scraped(port)).contains(TWICE_FIVE);
                        });
            }
        }
    }

    @Test
    void aQueryForWhatNobodyExportsIsFound() {
        var exported = new Exported("a_total{x=\"1\"} 2.0\nb 1.0\n");

        var complaints =
                Stream.of(
                                "sum by (x) (rate(a_total[5m])) / 2 > 1",
                                "sum(rate(c_total[5m]))",
                                "sum by (y) (a_total)",
                                "a_total{z=~\"b\"} > 0",
                                "a_total{x=~\"1|2\"} > 0",
                                "a_total{x!=\"3\"} > 0",
                                "a_total{x=~\"$x\"} > 0",
                                "label_values(a_total, x)",
                                "label_values(a_total, w)")
                        .flatMap(query -> new Query(query).unknown(exported).stream());

        assertThat(complaints)
                .containsExactly(
                        "c_total",
                        "a_total has no label y",
                        "a_total has no label z",
                        "a_total has no x 2",
                        "a_total has no x 3",
                        "a_total has no label w");
    }

    private static List<String> unknown(int port) throws IOException {
        var exported = new Exported(Exported.scraped(port));
        return queries().flatMap(query -> query.unknown(exported).stream()).distinct().toList();
    }

    @Test
    void whatVariablesTakeTheirValuesFromIsAmongTheQueries() {
        assertThat(queries().map(Query::text)).contains("label_values(pointsman_ready, instance)");
    }

    /** Those are counted from zero, so that the first is an increase. */
    @Test
    void theAlertOnFaultsOfWorkersNamesAllThatAreNoJobs() {
        var alert =
                queries()
                        .map(Query::text)
                        .filter(it -> it.contains("pointsman_dead_letters_total{error_type=~"))
                        .findFirst()
                        .orElseThrow();
        var named = alert.replaceAll(".*error_type=~\"([^\"]+)\".*", "$1").split("\\|");

        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ErrorCode.values())
                                .filter(ErrorCode::isWorthRetrying)
                                .map(ErrorCode::code)
                                .toList());
    }

    private static Stream<Query> queries() {
        var dashboard = JsonMapper.shared().readTree(DASHBOARD.toFile());
        var alerts = YAMLMapper.shared().readTree(ALERTS.toFile());
        return Stream.of(dashboard, alerts).flatMap(QueriesTest::expressions).map(Query::new);
    }

    /** Those of panels and alerts, and those that variables take their values from. */
    private static Stream<String> expressions(JsonNode document) {
        return Stream.concat(
                document.findValues("expr").stream().map(JsonNode::asString),
                document.findValues("query").stream()
                        .flatMap(
                                it -> Stream.concat(Stream.of(it), it.findValues("query").stream()))
                        .filter(JsonNode::isString)
                        .map(JsonNode::asString)
                        .filter(it -> it.startsWith("label_values(")));
    }
}
