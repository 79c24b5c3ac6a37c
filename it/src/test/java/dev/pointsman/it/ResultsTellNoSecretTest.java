package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * All tenants' results are on one topic, which whoever reads one reads (threat T21). So an error
 * says what its guest has said, and nothing else of what its job was given: neither secrets and
 * configuration, nor its input and headers, nor what it was answered.
 */
@ExtendWith(SharedBroker.class)
class ResultsTellNoSecretTest {
    private static final String CANARY = "canary-27c6";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Ten thousand errors are 2,000. */
    private static final int ROUNDS = Integer.getInteger("errors.rounds", 400);

    /** A tenant each, and its module: how their jobs end. */
    private static final List<Map.Entry<String, String>> KINDS =
            List.of(
                    Map.entry("acme", "reads"),
                    Map.entry("acme", "asks"),
                    Map.entry("globex", "reads"),
                    Map.entry("globex", "asks"),
                    Map.entry("umbrella", "reads"));

    @AutoClose private final TestingWorld world;
    @AutoClose private final Producer<byte[], byte[]> publisher;
    private final Path folder;
    private HttpServer server;

    ResultsTellNoSecretTest(EmbeddedBroker broker, @TempDir Path folder) {
        this.folder = folder;
        world = new TestingWorld(broker, folder);
        publisher =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", world.brokers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    @BeforeEach
    void plant() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().add("Set-Cookie", "session=" + CANARY);
                    exchange.sendResponseHeaders(500, 0);
                    exchange.getResponseBody().write(TestingWorld.bytes(CANARY));
                    exchange.close();
                });
        server.start();
        var secret = Files.writeString(folder.resolve("secret"), CANARY + "\n");
        world.tenants(
                """
                tenants:
                  acme:
                    modules: ["*"]
                    capabilities: ["*"]
                    config: { currency: %1$s }
                    env: { TOKEN: %1$s }
                    secrets: { key: { file: "%2$s" } }
                    http:
                      allow: ["%3$s"]
                      networks: [127.0.0.0/8]
                      credentials: [{ origin: "%3$s", prefix: "Bearer ", file: "%2$s" }]
                  globex: { modules: [reads], env: { TOKEN: %1$s } }
                """
                        .formatted(CANARY, secret, place()));
        world.module("reads", GuestCode.trappingWithSecret("key").bytes().toBytes());
        world.module("asks", GuestCode.asking(place(), "/", GuestCode.EXIT).bytes().toBytes());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void noneOfThousandsOfErrorsHasACanary() throws Exception {
        var jobs = ROUNDS * KINDS.size();
        world.makeJobsTopic(1);
        for (var number = 0; number < jobs; number++) {
            publish(number, KINDS.get(number % KINDS.size()));
        }
        publisher.flush();

        try (var _ = world.startWorker()) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> world.all("results").size() == jobs);
        }

        var results = world.all("results");
        assertThat(results).noneMatch(result -> told(result).contains("canary"));
        assertThat(results.stream().map(ResultsTellNoSecretTest::end).collect(Collectors.toSet()))
                .contains(
                        "guest-trap",
                        "guest-exit",
                        "capability-denied",
                        "module-denied",
                        "tenant-unknown");
        // It was there to be told.
        assertThat(world.all("dead-letters")).allMatch(letter -> told(letter).contains(CANARY));
    }

    private void publish(int number, Map.Entry<String, String> kind) {
        var job = world.job("job-" + number, kind.getKey(), kind.getValue(), CANARY);
        var _ =
                publisher.send(
                        new ProducerRecord<>(
                                world.topic("jobs"),
                                null,
                                TestingWorld.bytes("key-" + number),
                                job.input().toBytes(),
                                headers(job)));
    }

    private static List<Header> headers(JobRequest job) {
        var headers = new ArrayList<>(JobRequestCodec.write(job));
        headers.add(new RecordHeader("x-password", TestingWorld.bytes(CANARY)));
        return headers;
    }

    private static String end(ConsumerRecord<byte[], byte[]> result) {
        return TestingWorld.header(result, "ce_errortype");
    }

    /** All of a record, as text. */
    private static String told(ConsumerRecord<byte[], byte[]> record) {
        var told = new StringBuilder(new String(record.value(), StandardCharsets.UTF_8));
        record.headers()
                .forEach(header ->
                        told.append(header.key())
                                .append(new String(header.value(), StandardCharsets.UTF_8)));
        return told.toString();
    }

    private String place() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
