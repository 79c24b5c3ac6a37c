package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.pointsman.contracts.HeaderName;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Canaries in all that jobs are given, their policies hold and others answer them: whichever way a
 * job ends, no line of the worker's own has one, in no format.
 */
@ExtendWith(SharedBroker.class)
class LogTellsNoSecretTest {
    private static final String CANARY = "canary-91d4";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    @AutoClose private final TestingWorld world;
    @AutoClose private final WrittenLog log = new WrittenLog();
    private HttpServer server;

    LogTellsNoSecretTest(EmbeddedBroker broker, @TempDir Path folder) {
        this.folder = folder;
        world = new TestingWorld(broker, folder);
    }

    @BeforeEach
    void plant() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders()
                            .add("Set-Cookie", "session=" + CANARY + "-cookie");
                    exchange.sendResponseHeaders(500, 0);
                    exchange.getResponseBody().write(TestingWorld.bytes(CANARY + "-answer"));
                    exchange.close();
                });
        server.start();
        var secret = Files.writeString(folder.resolve("secret"), CANARY + "-secret\n");
        var credential = Files.writeString(folder.resolve("credential"), CANARY + "-credential\n");
        world.tenants(
                """
                tenants:
                  acme:
                    modules: ["*"]
                    capabilities: ["*"]
                    config: { currency: %1$s-currency, rate: "0.92" }
                    env: { TOKEN: %1$s-env }
                    secrets: { key: { file: "%2$s" } }
                    http:
                      allow: ["%3$s"]
                      networks: [127.0.0.0/8]
                      credentials:
                        - { origin: "%3$s", prefix: "Bearer ", file: "%4$s" }
                  globex: { modules: [reads] }
                """
                        .formatted(CANARY, secret, place(), credential));
        List.of("table-to-json", "order-price", "falters").forEach(world::module);
        world.module("reads", GuestCode.trappingWithSecret("key").bytes().toBytes());
        world.module("asks", GuestCode.asking(place(), "/", GuestCode.EXIT).bytes().toBytes());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void noLineOfTheWorkersHasACanaryHoweverAJobEnds() throws Exception {
        var jobs =
                List.of(
                        world.job(
                                "succeeds",
                                "acme",
                                "table-to-json",
                                CANARY + ",b\n" + CANARY + ",2\n"),
                        world.job("fails", "acme", "order-price", CANARY + ",b\n"),
                        world.job("denied", "globex", "reads", CANARY),
                        world.job("unknown", "umbrella", "order-price", CANARY),
                        world.job("again", "acme", "falters", "1"),
                        world.job("with-a-secret", "acme", "reads", CANARY),
                        world.job("with-an-answer", "acme", "asks", CANARY));

        try (var _ = world.startWorker()) {
            jobs.forEach(this::publish);
            world.send(
                    world.without(
                            HeaderName.MODULE, world.job("no-job", "acme", "falters", CANARY)));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> world.allResults().size() == jobs.size() + 1);
        }

        for (var format : List.of("ecs", "text")) {
            assertThat(log.ofTheWorker(format))
                    .noneMatch(line -> line.contains("canary"))
                    .filteredOn(line -> line.contains("job ended"))
                    .hasSize(jobs.size() + 1)
                    .anyMatch(line -> line.contains("guest-trap"))
                    .anyMatch(line -> line.contains("capability-denied"))
                    .anyMatch(line -> line.contains("tenant-unknown"))
                    .anyMatch(line -> line.contains("job-malformed"));
            assertThat(log.ofTheWorker(format))
                    .anyMatch(line -> line.contains("job will be tried again"));
            // What a guest says of its input is its own word, and stands under its own name.
            assertThat(log.ofGuests(format)).anyMatch(line -> line.contains(CANARY));
        }
    }

    private void publish(JobRequest job) {
        var headers = new ArrayList<>(JobRequestCodec.write(job));
        headers.add(new RecordHeader("x-password", TestingWorld.bytes(CANARY + "-header")));
        world.send(
                new ProducerRecord<>(
                        world.topic("jobs"),
                        null,
                        TestingWorld.bytes(CANARY + "-key-of-" + job.id()),
                        job.input().toBytes(),
                        headers));
    }

    private String place() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
