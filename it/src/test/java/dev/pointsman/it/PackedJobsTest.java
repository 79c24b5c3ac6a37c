package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.StoredResult;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A record that is small as it is sent, and would be far larger in a worker's heap (threat T5). */
@ExtendWith(SharedBroker.class)
class PackedJobsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Packed to a thousandth of that; topics take a mebibyte. */
    private static final int BOMB_BYTES = 8 * 1024 * 1024;

    @AutoClose private final TestingWorld world;
    @AutoClose private final Producer<byte[], byte[]> publisher;
    @AutoClose private final WrittenLog log = new WrittenLog();

    PackedJobsTest(EmbeddedBroker broker, @TempDir Path folder) {
        world = TestingWorld.ofAcme(broker, folder, "modules: [echo]", "echo");
        publisher =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                world.brokers(),
                                "compression.type",
                                "gzip",
                                "max.request.size",
                                2 * BOMB_BYTES,
                                "buffer.memory",
                                4L * BOMB_BYTES),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    @Test
    void theBrokerRefusesItOnATopicThatAWorkerHasMade() throws Exception {
        try (var worker = world.startWorker();
                var results = world.resultsFromNow()) {
            assertThat(sent(bomb()))
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withCauseInstanceOf(RecordTooLargeException.class);

            // What is packed and not large is a job like any.
            var job = world.job("small", "acme", "echo", "hello");
            assertThat(sent(job)).succeedsWithin(PATIENCE);
            assertThat(results.await(job, PATIENCE).flatMap(StoredResult::known))
                    .map(JobResult::outcome)
                    .containsInstanceOf(Outcome.Succeeded.class);
            assertThat(worker.isReady()).isTrue();
        }
        assertThat(warnings()).isZero();
    }

    /** So it is the topic's configuration that keeps it out. */
    @Test
    void itGetsThroughOnOneThatIsMadeAsTheClusterMakesAnyAndAWorkerSaysSo() throws Exception {
        world.makeJobsTopic(1);

        assertThat(sent(bomb())).succeedsWithin(PATIENCE);

        try (var _ = world.startWorkerThatMayNotGetReady(Map.of())) {
            await().atMost(PATIENCE).until(() -> warnings() == 1);
        }
    }

    private long warnings() {
        return log.ofTheWorker("text").stream()
                .filter(line -> line.contains("topic " + world.topic("jobs") + " takes records"))
                .filter(line -> line.contains("--add-config compression.type=uncompressed"))
                .count();
    }

    private JobRequest bomb() {
        return world.job("bomb", "acme", "echo", "\0".repeat(BOMB_BYTES));
    }

    private Future<RecordMetadata> sent(JobRequest job) {
        return publisher.send(
                new ProducerRecord<>(
                        world.topic("jobs"),
                        null,
                        TestingWorld.bytes("key"),
                        job.input().toBytes(),
                        JobRequestCodec.write(job)));
    }
}
