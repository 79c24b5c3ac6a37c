package dev.pointsman.worker.observe.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.worker.observe.TestingEnds;
import dev.pointsman.worker.observe.meters.LabelledJobs;
import dev.pointsman.worker.observe.meters.Meters;
import dev.pointsman.worker.observe.meters.RunningJobs;
import dev.pointsman.worker.tenant.Tenants;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the admin port answers, to those who mean well and to those who do not. */
class AdminPortTest {
    private static final int PATIENCE_MILLIS = 60_000;

    private final AtomicReference<Optional<String>> trouble =
            new AtomicReference<>(Optional.empty());
    private final Tally tally = new Tally();
    private final LabelledJobs jobs = new LabelledJobs(List.of(tally));

    @AutoClose private final Meters meters = new Meters();
    @AutoClose private final HttpClient client = HttpClient.newHttpClient();
    @AutoClose private AdminServer server;

    @BeforeEach
    void open() throws IOException {
        server = AdminPort.open(AdminAddress.of("0"), trouble::get, () -> "a_metric 1", overview());
    }

    @Test
    void aWorkerThatIsReadySaysSo() throws Exception {
        var answer = get("/readyz");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ready\n");
    }

    @Test
    void aWorkerThatIsNotReadySaysWhy() throws Exception {
        trouble.set(Optional.of("draining"));

        var answer = get("/readyz");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("draining\n");
    }

    @Test
    void aWorkerInTroubleLivesAllTheSame() throws Exception {
        trouble.set(Optional.of("Kafka: nobody answers"));

        assertThat(get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void metricsAreInPrometheussFormat() throws Exception {
        var answer = get("/metrics");

        assertThat(answer.body()).isEqualTo("a_metric 1");
        assertThat(answer.headers().firstValue("content-type"))
                .contains("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void thePageRunsScriptsOfItsOwnOnly() throws Exception {
        var answer = get("/");

        assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self';")
                .doesNotContain("unsafe", "http");
        assertThat(answer.body()).doesNotContain("http:", "https:", "onclick", "style=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page.js", "/page.css"})
    void thePagesPartsAreThere(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/livez/x", "/../page.js", "/%2e%2e/", "/page.js%00"})
    void allElseIsNotFoundAndNotRepeated(String path) throws Exception {
        var answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 404").endsWith("\r\n\r\nnot found\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "TRACE", "OPTIONS"})
    void nothingIsTaken(String method) throws Exception {
        var request = HttpRequest.newBuilder(uri("/")).method(method, BodyPublishers.ofString("x"));

        var answer = client.send(request.build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).isEqualTo("only GET and HEAD\n");
    }

    @Test
    void aHeadHasNoBody() throws Exception {
        var request = HttpRequest.newBuilder(uri("/livez")).HEAD().build();

        assertThat(client.send(request, BodyHandlers.ofString()).body()).isEmpty();
    }

    @Test
    void theStreamTellsWhatFailedButNotWhatAJobSaid() throws Exception {
        jobs.jobsEnded(List.of(TestingEnds.refused("umbrella", "secret-words")));

        var line = firstEvent();

        assertThat(line)
                .contains("\"errors\":{\"tenant-unknown\":1}")
                .contains("\"job\":\"job-1\"")
                .doesNotContain("secret-words", "nobody knows");
    }

    @Test
    void whoeverComesWhenEnoughAreWatchingIsToldSoUntilOneOfThemGoes() throws Exception {
        var watching = new ArrayList<InputStream>();
        try {
            for (var i = 0; i < Events.MAX_STREAMS; i++) {
                var stream = watch();
                watching.add(stream.body());
                assertThat(stream.statusCode()).isEqualTo(200);
            }

            var refused = watch();

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).hasContent("too many are watching already");
            assertThat(get("/livez").statusCode()).isEqualTo(200);
            watching.removeLast().close();
            Awaitility.await()
                    .untilAsserted(() -> {
                        var next = watch();
                        watching.add(next.body());
                        assertThat(next.statusCode()).isEqualTo(200);
                    });
        } finally {
            for (var stream : watching) {
                stream.close();
            }
        }
    }

    @Test
    void aVisitorWhoNeverFinishesHisRequestIsCutOff() throws Exception {
        try (var socket = socket()) {
            socket.getOutputStream().write("GET /livez HTTP/1.1\r\nHost: ".getBytes(UTF_8));

            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void manyOfThemDoNotKeepAProbeWaitingForLongerThanThat() throws Exception {
        var visitors = new ArrayList<Socket>();
        try {
            for (var i = 0; i < 2 * HttpLimits.MAX_CONNECTIONS; i++) {
                var socket = socket();
                visitors.add(socket);
                socket.getOutputStream().write('G');
            }
            for (var visitor : visitors) {
                awaitEnd(visitor);
            }

            assertThat(get("/livez").statusCode()).isEqualTo(200);
        } finally {
            for (var visitor : visitors) {
                visitor.close();
            }
        }
    }

    @Test
    void anEndlessHeaderIsNotReadToItsEnd() throws Exception {
        var answer = raw("GET / HTTP/1.1\r\nX: " + "x".repeat(100_000) + "\r\n\r\n");

        assertThat(answer).doesNotContain("200 OK");
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        var taken = "127.0.0.1:" + server.port();

        assertThatThrownBy(() ->
                        AdminPort.open(
                                AdminAddress.of(taken), Optional::empty, () -> "", overview()))
                .hasMessageContaining("pointsman.admin.listen: " + taken + " (expected:");
    }

    /**
     * The process hears of it, and ends the worker: nobody else is behind a thread of this port.
     */
    @Test
    void aBrokenVirtualMachineIsNotKeptFromTheProcess() throws Exception {
        var broken = new InternalError("broken");
        var heard = new CompletableFuture<Throwable>();
        var before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((_, defect) -> heard.complete(defect));
        Supplier<String> metrics =
                () -> {
                    throw broken;
                };
        try (var other = AdminPort.open(AdminAddress.of("0"), trouble::get, metrics, overview());
                var socket = new Socket(InetAddress.getLoopbackAddress(), other.port())) {
            socket.getOutputStream()
                    .write("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));

            assertThat(heard).succeedsWithin(Duration.ofMillis(PATIENCE_MILLIS)).isSameAs(broken);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    private Overview overview() {
        var running = new RunningJobs(meters.registry(), InstantSource.system());
        var tenants = new Tenants("v1", Map.of());
        return new Overview(() -> tenants, running, tally, () -> 0, InstantSource.system());
    }

    private String firstEvent() throws Exception {
        var request = HttpRequest.newBuilder(uri("/events")).build();
        var answer = client.send(request, BodyHandlers.ofLines());
        try (var lines = answer.body()) {
            return lines.filter(line -> line.startsWith("data: ")).findFirst().orElseThrow();
        }
    }

    private HttpResponse<InputStream> watch() throws Exception {
        var request = HttpRequest.newBuilder(uri("/events")).build();
        return client.send(request, BodyHandlers.ofInputStream());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private Socket socket() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** A connection too many is reset, the others are closed. */
    private static void awaitEnd(Socket socket) {
        try (InputStream in = socket.getInputStream()) {
            in.readAllBytes();
        } catch (IOException _) {
            assertThat(socket.isClosed()).isTrue();
        }
    }

    private String raw(String request) throws IOException {
        try (var socket = socket()) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException reset) {
            return reset.toString();
        }
    }
}
