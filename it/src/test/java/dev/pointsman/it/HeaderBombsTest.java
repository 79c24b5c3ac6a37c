package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final int PARTITIONS = 12;

    /** Nearly the mebibyte that a topic takes. */
    private static final int HEADERS = 500_000;

    private static final int HEADERS_BEHIND_OTHERS = 400_000;
    private static final int MAX_POLL = 500;

    /** As many jobs as a worker takes before it has others wait, each of ten milliseconds. */
    private static final int BUSY_WITH = 1_500;

    @AutoClose private final TestingWorld world;
    private final Path log;

    HeaderBombsTest(EmbeddedBroker broker, @TempDir Path folder) {
        var policy = "modules: [echo, spin], limits: { timeout: PT0.01S }";
        world = TestingWorld.ofAcme(broker, folder, policy, "echo", "spin");
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
            world.send(bomb(partition, HEADERS));
        }

        try (var worker = WorkerRun.of(log, environment())) {
            awaitBombs(worker, PARTITIONS);
        }
    }

    /**
     * Each behind as many jobs as a poll brings, in one batch with them, while there is other work:
     * so their partitions are paused one after another, and the client keeps what it has fetched.
     */
    @Test
    void theyAreNotAllUnpackedAtOnceWhenTheWorkAtHandRunsLow() throws Exception {
        world.makeJobsTopic(PARTITIONS);
        try (var worker = WorkerRun.of(log, environment());
                var producer = producer()) {
            await().atMost(PATIENCE).until(() -> isReady(worker));
            for (var job = 0; job < BUSY_WITH; job++) {
                producer.send(job(0, world.job("busy-" + job, "acme", "spin", "")));
            }
            producer.flush();
            for (var partition = 1; partition < PARTITIONS; partition++) {
                for (var job = 0; job < MAX_POLL; job++) {
                    var id = partition + "-" + job;
                    producer.send(job(partition, world.job(id, "acme", "echo", "x")));
                }
                producer.send(bomb(partition, HEADERS_BEHIND_OTHERS));
                producer.flush();
            }

            awaitBombs(worker, PARTITIONS - 1);
        }
    }

    private void awaitBombs(WorkerRun worker, int bombs) {
        await().atMost(PATIENCE)
                .pollInterval(POLL_INTERVAL)
                .until(() -> !worker.process().isAlive() || malformed() == bombs);

        assertThat(worker.process().isAlive()).isTrue();
    }

    private long malformed() {
        return world.allResults().stream()
                .map(JobResult::outcome)
                .filter(Outcome.Errored.class::isInstance)
                .filter(it -> ((Outcome.Errored) it).code() == ErrorCode.JOB_MALFORMED)
                .count();
    }

    private static boolean isReady(WorkerRun worker) throws InterruptedException {
        try {
            return worker.get("/readyz").statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private ProducerRecord<byte[], byte[]> bomb(int partition, int headers) {
        var empty = Stream.<Header>generate(() -> new RecordHeader("", null)).limit(headers);
        return new ProducerRecord<>(
                world.topic("jobs"), partition, null, null, new byte[0], empty.toList());
    }

    private ProducerRecord<byte[], byte[]> job(int partition, JobRequest job) {
        return new ProducerRecord<>(
                world.topic("jobs"),
                partition,
                (byte[]) null,
                job.input().toBytes(),
                JobRequestCodec.write(job));
    }

    /** What is sent before a flush is one batch. */
    private KafkaProducer<byte[], byte[]> producer() {
        var settings =
                Map.<String, Object>of(
                        "bootstrap.servers", world.brokers(),
                        "batch.size", 1_000_000,
                        "linger.ms", 60_000,
                        "delivery.timeout.ms", 120_000);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
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
