package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.RecordingCodec;
import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.local.client.Cluster;
import dev.pointsman.local.client.Letter;
import dev.pointsman.local.client.LetterSummary;
import dev.pointsman.local.client.Letters;
import dev.pointsman.worker.replay.RecordedJob;
import dev.pointsman.worker.replay.Replayed;
import dev.pointsman.worker.replay.Replayer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a job failed of, a replay of its dead letter fails of it too, after the same fuel. */
@ExtendWith(SharedBroker.class)
class HundredReplaysTest {
    private static final String TENANTS =
            """
            tenants:
              free:
                modules: ["*"]
                capabilities: ["*"]
                publish: { topics: ["$events"] }
                http: { allow: ["%1$s", "http://127.0.0.1:1"], networks: [127.0.0.0/8] }
                secrets: { token: { file: "%2$s" } }
                config: { greeting: hello }
                env: { Z: z, A: a, M: m, Q: q, B: b }
                metrics: [orders]
                record: failures
              bare: { modules: ["*"], record: failures }
              hasty:
                modules: ["*"]
                capabilities: ["*"]
                http: { allow: ["%1$s"], networks: [127.0.0.0/8] }
                limits: { timeout: PT0.2S, fuel: 1000000000000, max-host-calls: 100000000, max-state-bytes: 1000 }
                record: failures
              tight:
                modules: ["*"]
                for-modules: { "*": { record: failures, capabilities: ["*"], publish: { topics: [events] } } }
                limits:
                  fuel: 100000
                  max-pages: 4
                  max-dirty-pages: 2
                  max-output-bytes: 1000
                  max-host-calls: 20
                  max-publications: 2
                  max-published-bytes: 100
                  max-state-value-bytes: 1000
                  max-state-writes: 2
                  max-state-written-bytes: 1200
            """;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private TestingWorld world;

    @BeforeEach
    void open(EmbeddedBroker broker, @TempDir Path folder) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/ok", 200, "fine");
        answer("/missing", 404, "no such thing");
        answer("/broken", 500, "");
        answer("/large", 200, "x".repeat(20_000));
        answer("/elsewhere", 302, "over there");
        server.createContext(
                "/cookie",
                exchange -> {
                    exchange.getResponseHeaders().add("Set-Cookie", "session=a-canary-of-a-cookie");
                    exchange.sendResponseHeaders(200, -1);
                });
        server.createContext("/slow", _ -> awaitTheEnd());
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
        world = new TestingWorld(broker, folder);
        var secret = Files.writeString(folder.resolve("token"), "a-canary-of-a-secret");
        world.tenants(TENANTS.formatted(place(), secret));
        world.makeTopic("events");
    }

    @AfterEach
    void close() {
        over.countDown();
        server.stop(0);
        world.close();
    }

    @Test
    void everyFailureIsReplayedFromItsDeadLetter() throws Exception {
        var jobs = FailingJobs.all(place());
        world.module("keep", GuestCode.keeping().bytes().toBytes());
        jobs.forEach(job -> world.module(job.name(), job.module().bytes().toBytes()));
        fail(jobs);

        var letters = letters();

        assertThat(letters).hasSizeGreaterThan(100).hasSameSizeAs(jobs);
        assertThat(letters).filteredOn(it -> it.stored().extras().recordedElsewhere()).hasSize(2);
        assertThat(replayed(letters)).isEmpty();
        assertThat(letters.stream().map(it -> LetterSummary.of(it).error()).distinct())
                .contains(
                        "guest-trap",
                        "guest-exit",
                        "fuel-exhausted",
                        "deadline-exceeded",
                        "stack-exhausted",
                        "memory-limit",
                        "output-too-large",
                        "host-call-limit",
                        "host-call-invalid",
                        "capability-denied",
                        "state-too-large");
    }

    private void fail(List<FailingJob> jobs) throws Exception {
        try (var worker = world.startWorker()) {
            assertThat(worker.isReady()).isTrue();
            world.run("free", "keep", "");
            jobs.forEach(
                    job -> world.publish(world.job(job.name(), job.tenant(), job.name(), "input")));
            await().atMost(PATIENCE).until(() -> world.allResults().size() > jobs.size());
        }
        assertThat(world.allResults())
                .filteredOn(result -> result.outcome().reason().isEmpty())
                .singleElement()
                .satisfies(kept -> assertThat(kept.module().orElseThrow()).hasToString("keep"));
    }

    private List<Letter> letters() {
        var letters = new ArrayList<Letter>();
        all().readWhile(letters::add);
        return letters;
    }

    private Letters all() {
        return new Letters(
                Cluster.plain(world.brokers()),
                world.topic("dead-letters"),
                world.topic("effects"),
                _ -> {});
    }

    /** What differs, a line each. */
    private List<String> replayed(List<Letter> letters) throws Exception {
        var differences = new ArrayList<String>();
        for (var letter : letters) {
            var job = recorded(letter);
            var replayed = replay(job);
            if (!replayed.differences(job.recording()).isEmpty()) {
                differences.add(
                        job.job().id()
                                + ": "
                                + job.recording().outcome()
                                + " after "
                                + job.recording().fuel()
                                + ", "
                                + job.recording().hostCalls()
                                + " calls, but "
                                + replayed);
            }
        }
        return differences;
    }

    private RecordedJob recorded(Letter letter) {
        var bytes = all().recordingOf(letter).orElseThrow();
        assertThat(bytes.asText()).doesNotContain("canary");
        return new RecordedJob(
                ((Reading.Accepted<JobRequest>) letter.job()).value(),
                letter.key(),
                RecordingCodec.read(bytes.toBytes()).orElseThrow());
    }

    private Replayed replay(RecordedJob job) throws Exception {
        var secrets = Map.of("token", "a-canary-of-a-secret");
        var file = world.modules().resolve(job.job().module().name() + ".wasm");
        return new Replayer(job, secrets).run(Payload.takingOver(Files.readAllBytes(file)));
    }

    private void answer(String path, int status, String body) {
        server.createContext(
                path,
                exchange -> {
                    var bytes = TestingWorld.bytes(body);
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
    }

    private void awaitTheEnd() {
        try {
            over.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String place() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
