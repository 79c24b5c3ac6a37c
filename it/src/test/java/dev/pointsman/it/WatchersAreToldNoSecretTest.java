package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Canaries in all that jobs are given and their policies hold: neither a collector of traces nor a
 * flight recording is told one. The log, the metrics and the page have the like in {@link
 * WorkerContainerTest}.
 */
@ExtendWith(SharedBroker.class)
class WatchersAreToldNoSecretTest {
    private static final String CANARY = "canary-5b1e";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> MODULES =
            List.of("table-to-json", "order-price", "weather-alert", "trap");

    private final Path folder;
    @AutoClose private final TestingWorld world;

    WatchersAreToldNoSecretTest(EmbeddedBroker broker, @TempDir Path folder) {
        this.folder = folder;
        world = new TestingWorld(broker, folder);
    }

    @BeforeEach
    void plant() throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), CANARY + "\n");
        world.tenants(
                """
                tenants:
                  acme:
                    modules: ["*"]
                    capabilities: ["log/v1/*", "config/v1/get", "secret/v1/get"]
                    config: { currency: %1$s-currency, rate: "0.92", wind-limit: "7.5" }
                    env: { TOKEN: %1$s-env }
                    secrets: { key: { file: "%2$s" } }
                """
                        .formatted(CANARY, secret));
        MODULES.forEach(world::module);
    }

    @Test
    void aCollectorIsToldOfEveryJobAndOfNoCanary() throws Exception {
        try (var collector = new TestingCollector()) {
            try (var _ = world.startWorker(Map.of("pointsman.traces.endpoint", collector.url()))) {
                runAll();
            }

            assertThat(String.join("", collector.told()))
                    .contains(MODULES)
                    .contains("acme")
                    .doesNotContain(CANARY);
        }
    }

    @Test
    void aFlightRecordingHasJobsCallsAndModulesInItAndNoCanary() throws Exception {
        List<RecordedEvent> events;
        try (var recording = new Recording(Configuration.getConfiguration("profile"))) {
            recording.start();
            try (var _ = world.startWorker()) {
                runAll();
            }
            recording.stop();
            recording.dump(folder.resolve("recording.jfr"));
            events = RecordingFile.readAllEvents(folder.resolve("recording.jfr"));
        }

        assertThat(names(events))
                .contains("pointsman.Job", "pointsman.HostCall", "pointsman.Compile");
        assertThat(events).noneMatch(event -> event.toString().contains(CANARY));
    }

    /** One that succeeds, one that says no, one that is refused, one that traps. */
    private void runAll() {
        MODULES.forEach(this::publish);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> world.allResults().size() == MODULES.size());
    }

    private void publish(String module) {
        var job = world.job("of-" + module, "acme", module, CANARY + ",b\n" + CANARY + ",2\n");
        var headers = new ArrayList<>(JobRequestCodec.write(job));
        headers.add(new RecordHeader("x-password", TestingWorld.bytes(CANARY)));
        world.send(
                new ProducerRecord<>(
                        world.topic("jobs"),
                        null,
                        TestingWorld.bytes(CANARY + "-key"),
                        job.input().toBytes(),
                        headers));
    }

    private static List<String> names(List<RecordedEvent> events) {
        return events.stream()
                .map(event -> event.getEventType().getName())
                .distinct()
                .collect(Collectors.toList());
    }
}
