package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobCancel;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRecordCodec;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.it.chaos.process.Complaints;
import dev.pointsman.it.chaos.process.WorkerMain;
import dev.pointsman.it.chaos.process.WorkerProgram;
import dev.pointsman.it.chaos.process.WorkerSlot;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A job waits for another attempt, where nobody can read of it; its cancel comes, finds nobody, and
 * is finished; and whoever knew of it is killed.
 */
@ExtendWith(SharedBroker.class)
class KilledWorkersCancelTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** It would be tried again long after the test has failed. */
    private static final String TENANTS =
            """
            tenants:
              acme:
                modules: [exit-code]
                retries: { attempts: 2, back-off: { first: PT30M, most: PT30M } }
            """;

    private final Complaints complaints = new Complaints();

    @ParameterizedTest
    @CsvSource({"header, jobs, retries", "topic, jobs.acme, retries.acme"})
    void theNextWorkerWithdrawsTheJob(
            String tenantsFrom,
            String jobs,
            String retries,
            EmbeddedBroker broker,
            @TempDir Path folder)
            throws Exception {
        try (var world = new TestingWorld(broker, folder);
                var blocker = producer(broker, world)) {
            world.tenants(TENANTS);
            world.module("exit-code");
            world.makeTopic(jobs);
            try (var _ = worker(0, world, tenantsFrom, folder)) {
                publish(world, jobs, "done", "1");
                await().atMost(PATIENCE).until(() -> world.allResults().size() == 1);
                holdUpReaders(blocker, world.topic(retries));
                publish(world, jobs, "unwanted", "75");
                awaitFinished(world, jobs, 2);
                cancel(world, jobs, "unwanted");
                awaitFinished(world, jobs, 3);
            }
            assertThat(world.allResults()).hasSize(1);
            blocker.abortTransaction();

            try (var _ = worker(1, world, tenantsFrom, folder)) {
                await().atMost(PATIENCE).until(() -> world.allResults().size() == 2);
            }

            assertThat(ended(world.allResults(), "unwanted")).isEqualTo(ErrorCode.WITHDRAWN);
            assertThat(world.all("dead-letters")).hasSize(1);
        }
        assertThat(complaints.all()).isEmpty();
    }

    /** What is written behind a transaction that is open is read by nobody before it has ended. */
    private static void holdUpReaders(KafkaProducer<byte[], byte[]> producer, String retries) {
        producer.initTransactions();
        producer.beginTransaction();
        var _ = producer.send(new ProducerRecord<>(retries, 0, null, TestingWorld.bytes("x")));
        producer.flush();
    }

    private static ErrorCode ended(List<JobResult> results, String job) {
        var outcome =
                results.stream()
                        .filter(result -> result.id().equals(new JobId(job)))
                        .map(JobResult::outcome)
                        .findFirst();
        return outcome.map(it -> ((Outcome.Cancelled) it).code()).orElseThrow();
    }

    private static void awaitFinished(TestingWorld world, String jobs, long offset) {
        await().atMost(PATIENCE).until(() -> finished(world, jobs) >= offset);
    }

    /** How far the group has got. */
    private static long finished(TestingWorld world, String jobs) {
        var partition = new TopicPartition(world.topic(jobs), 0);
        try (var admin = Admin.create(Map.of("bootstrap.servers", world.brokers()))) {
            var committed =
                    admin.listConsumerGroupOffsets(world.group())
                            .partitionsToOffsetAndMetadata()
                            .get();
            return Optional.ofNullable(committed.get(partition))
                    .map(OffsetAndMetadata::offset)
                    .orElse(0L);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(partition + ": " + e.getMessage(), e);
        }
    }

    private static void publish(TestingWorld world, String jobs, String id, String exitCode) {
        var job = world.job(id, "acme", "exit-code", exitCode);
        send(world, jobs, job.input().toBytes(), JobRequestCodec.write(job));
    }

    private static void cancel(TestingWorld world, String jobs, String id) {
        var cancel = new JobCancel(new JobId(id), new TenantId("acme"), "urn:test");
        send(world, jobs, new byte[0], JobRecordCodec.write(cancel));
    }

    private static void send(TestingWorld world, String jobs, byte[] value, List<Header> headers) {
        var key = TestingWorld.bytes("key");
        world.send(new ProducerRecord<>(world.topic(jobs), 0, key, value, headers));
    }

    private static KafkaProducer<byte[], byte[]> producer(
            EmbeddedBroker broker, TestingWorld world) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "transactional.id",
                        world.topic("blocker"),
                        "transaction.timeout.ms",
                        300_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** A worker process; to close it is to kill it. */
    private WorkerSlot worker(int slot, TestingWorld world, String tenantsFrom, Path folder)
            throws InterruptedException {
        var program =
                new WorkerProgram(
                        WorkerMain.class,
                        Map.of(
                                "pointsman.kafka.bootstrap.servers", world.brokers(),
                                "pointsman.kafka.group", world.group(),
                                "pointsman.topics.prefix", world.prefix(),
                                "pointsman.tenants.from", tenantsFrom,
                                "pointsman.modules.dir", world.modules().toString(),
                                "pointsman.tenants.file", world.tenants().toString()));
        var worker = WorkerSlot.start(slot, program, folder, complaints);
        assertThat(worker.awaitReady(PATIENCE)).as(worker + " is ready").isTrue();
        return worker;
    }
}
