package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records of nothing but headers: two bytes of each make a hundred and fifty of heap in the client,
 * before a worker sees them, and a publisher writes one to every partition (threat T5).
 */
@ExtendWith(SharedBroker.class)
class HeaderBombsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int PARTITIONS = 12;

    /** Nearly the mebibyte that a topic takes. */
    private static final int HEADERS = 500_000;

    @AutoClose private final TestingWorld world;
    private final Path log;

    HeaderBombsTest(EmbeddedBroker broker, @TempDir Path folder) {
        world = TestingWorld.ofAcme(broker, folder, "modules: [echo]", "echo");
        log = folder.resolve("worker.log");
    }

    @Test
    void oneOnEveryPartitionIsAnsweredByAWorkerOfTheUsualHeap() throws Exception {
        world.makeJobsTopic(PARTITIONS);
        try (var _ = world.startWorker()) {
            assertThat(world.run("acme", "echo", "x").outcome())
                    .isInstanceOf(Outcome.Succeeded.class);
        }
        for (var partition = 0; partition < PARTITIONS; partition++) {
            world.send(
                    new ProducerRecord<>(
                            world.topic("jobs"), partition, null, null, new byte[0], bomb()));
        }

        try (var worker = WorkerRun.of(log, environment())) {
            await().atMost(PATIENCE)
                    .until(() -> !worker.process().isAlive() || results() == PARTITIONS + 1);

            assertThat(worker.process().isAlive()).isTrue();
        }
        assertThat(world.allResults())
                .extracting(JobResult::outcome)
                .filteredOn(Outcome.Errored.class::isInstance)
                .hasSize(PARTITIONS)
                .extracting(it -> ((Outcome.Errored) it).code())
                .containsOnly(ErrorCode.JOB_MALFORMED);
    }

    private int results() {
        return world.allResults().size();
    }

    private static Iterable<Header> bomb() {
        return Stream.<Header>generate(() -> new RecordHeader("", null)).limit(HEADERS).toList();
    }

    private Map<String, String> environment() {
        return Map.of(
                "POINTSMAN_KAFKA_BOOTSTRAP_SERVERS",
                world.brokers(),
                "POINTSMAN_KAFKA_GROUP",
                world.group(),
                "POINTSMAN_TOPICS_PREFIX",
                world.prefix(),
                "POINTSMAN_MODULES_DIR",
                world.modules().toString(),
                "POINTSMAN_TENANTS_FILE",
                world.tenants().toString());
    }
}
