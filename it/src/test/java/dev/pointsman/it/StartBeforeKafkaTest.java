package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.it.chaos.network.FreePort;
import dev.pointsman.local.broker.BrokerSettings;
import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.worker.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that start while their brokers are away, and are told to stop before they have begun. */
class StartBeforeKafkaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path folder;
    private Path tenants;

    @BeforeEach
    void makeFiles() throws IOException {
        tenants = Files.writeString(folder.resolve("tenants.yaml"), "tenants: {}");
        Files.createDirectories(folder.resolve("modules"));
    }

    @Test
    void whoIsToldToStopWhileNobodyAnswersEndsWell() throws Exception {
        try (var held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (var worker = worker("127.0.0.1:" + held.getLocalPort())) {
                var ready = awaitAnswer(worker, "127.0.0.1:" + held.getLocalPort());

                assertThat(ready.statusCode()).isEqualTo(503);
                assertThat(worker.get("/livez").statusCode()).isEqualTo(200);
                assertThat(worker.stop()).isZero();
            }
        }
    }

    /** Where brokers are containers, their names go with them. */
    @Test
    void aHostThatNobodyKnowsIsNamedAndAskedForAgain() throws Exception {
        try (var worker = worker("nobody.invalid:9092")) {
            var ready = awaitAnswer(worker, "no such host");

            assertThat(ready.body())
                    .contains("pointsman.kafka.bootstrap.servers: 'nobody.invalid:9092'");
            assertThat(worker.stop()).isZero();
        }
        assertThat(Files.readString(folder.resolve("worker.log")))
                .contains("nobody.invalid:9092': no such host (expected: ");
    }

    /** What reads a pipe waits for who writes to it: the worker certainly is at its files yet. */
    @Test
    void whoIsToldToStopWhileItReadsItsFilesEndsWell() throws Exception {
        Files.delete(tenants);
        assertThat(new ProcessBuilder("mkfifo", tenants.toString()).start().waitFor()).isZero();
        var opened = folder.resolve("opened");
        var writer = openToWrite(tenants, opened);
        try (var worker = worker("127.0.0.1:9092")) {
            await().atMost(PATIENCE).until(() -> Files.exists(opened));

            assertThat(worker.stop()).isZero();
        } finally {
            writer.destroyForcibly();
        }
    }

    @Test
    void itBeginsWhenTheBrokerComes() throws Exception {
        var port = FreePort.any();
        try (var world = new TestingWorld("127.0.0.1:" + port, folder)) {
            world.tenants("tenants: { acme: { modules: [echo] } }");
            world.module("echo");
            var worker = world.worker(Map.of());
            var starting = CompletableFuture.runAsync(() -> start(worker));
            await().atMost(PATIENCE).until(() -> isToldOf(worker, world.brokers()));

            try (var _ = EmbeddedBroker.start(BrokerSettings.temporary().onPort(port));
                    var _ = worker) {
                await().atMost(PATIENCE).until(worker::isReady);
                assertThat(starting).isCompleted();
                assertThat(world.run("acme", "echo", "hello").outcome())
                        .isInstanceOf(Outcome.Succeeded.class);
            }
        }
    }

    private static void start(Worker worker) {
        try {
            worker.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isToldOf(Worker worker, String brokers) {
        return worker.trouble().filter(it -> it.contains(brokers)).isPresent();
    }

    private WorkerRun worker(String brokers) throws IOException {
        return WorkerRun.of(
                folder.resolve("worker.log"),
                Map.of(
                        "POINTSMAN_KAFKA_BOOTSTRAP_SERVERS",
                        brokers,
                        "POINTSMAN_MODULES_DIR",
                        folder.resolve("modules").toString(),
                        "POINTSMAN_TENANTS_FILE",
                        tenants.toString()));
    }

    private static HttpResponse<String> awaitAnswer(WorkerRun worker, String words) {
        return await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(ConnectException.class)
                .until(() -> worker.get("/readyz"), it -> it.body().contains(words));
    }

    /** Holds the pipe open; that it is opened, a file says. */
    private static Process openToWrite(Path pipe, Path opened) throws IOException {
        var script = "exec 3>\"$0\"; : >\"$1\"; read -r _";
        return new ProcessBuilder("sh", "-c", script, pipe.toString(), opened.toString()).start();
    }
}
