package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StateKey;
import dev.pointsman.contracts.StateKeyCodec;
import dev.pointsman.contracts.StateName;
import dev.pointsman.contracts.StateScope;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What jobs keep for those of their key after them, on a real broker. */
@ExtendWith(SharedBroker.class)
class StateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int COUNTED = 40;

    private final String servers;
    @AutoClose private final TestingWorld world;

    StateTest(EmbeddedBroker broker, @TempDir Path folder) {
        servers = broker.bootstrapServers();
        world = new TestingWorld(broker, folder);
    }

    @BeforeEach
    void everyTenantMayCount() {
        world.makeJobsTopic(2);
        world.tenants(
                """
                tenants:
                  acme: { modules: [counter], capabilities: ["state/v1/*"] }
                  globex: { modules: [counter], capabilities: ["state/v1/*"] }
                  initech: { modules: [counter], capabilities: ["state/v1/get"] }
                """);
        world.module("counter");
    }

    @Test
    void whatOneJobSetTheNextOfItsKeyAndTenantReads() throws Exception {
        try (var _ = world.startWorker()) {
            assertThat(world.run("acme", "counter", "")).satisfies(it -> says(it, "1"));
            assertThat(world.run("acme", "counter", "")).satisfies(it -> says(it, "2"));
            assertThat(world.run("globex", "counter", "")).satisfies(it -> says(it, "1"));
        }
    }

    @Test
    void jobsThatDoNotEndWellLeaveNothing() throws Exception {
        try (var _ = world.startWorker()) {
            world.run("acme", "counter", "");
            world.run("acme", "counter", "trap");
            world.run("acme", "counter", "fail");

            assertThat(world.run("acme", "counter", "")).satisfies(it -> says(it, "2"));
        }
        assertThat(kept()).hasSize(2);
    }

    /** Of what stands on the topic, what jobs have kept: the worker has notes of its own there. */
    private List<ConsumerRecord<byte[], byte[]>> kept() {
        return world.all("state").stream()
                .filter(it -> StateKeyCodec.read(it.key()).isPresent())
                .toList();
    }

    @Test
    void whoMayOnlyReadIsDeniedToWrite() throws Exception {
        try (var _ = world.startWorker()) {
            var outcome = world.run("initech", "counter", "").outcome();

            assertThat(outcome.toString()).contains("CAPABILITY_DENIED", "state/v1/set");
        }
    }

    @Test
    void theNextWorkerGoesOnWhereTheLastOneWas() throws Exception {
        for (var i = 0; i < COUNTED; i++) {
            world.publish(world.job("a" + i, "acme", "counter", ""), "key-" + i % 4);
        }
        try (var _ = world.startWorker()) {
            await().atMost(PATIENCE).until(() -> world.allResults().size() >= COUNTED / 2);
        }
        try (var _ = world.startWorker()) {
            await().atMost(PATIENCE).until(() -> world.allResults().size() >= COUNTED);
            var next = world.job("next", "acme", "counter", "");
            world.publish(next, "key-3");
            await().atMost(PATIENCE).until(() -> world.allResults().size() > COUNTED);
        }

        assertThat(world.allResults())
                .filteredOn(it -> it.id().value().equals("next"))
                .singleElement()
                .satisfies(it -> says(it, Integer.toString(COUNTED / 4 + 1)));
    }

    /** A zombie's transaction, open still, stands in the log before what was committed after it. */
    @Test
    void aTransactionThatIsOpenDoesNotHideWhatWasCommittedBehindIt() throws Exception {
        try (var _ = world.startWorker()) {
            world.run("acme", "counter", "");
        }
        var partition = kept().getFirst().partition();
        try (var zombie = producer("zombie", 10_000);
                var owner = producer("owner", 10_000)) {
            zombie.beginTransaction();
            zombie.send(counted(partition, "666"));
            zombie.flush();
            owner.beginTransaction();
            owner.send(counted(partition, "41"));
            owner.commitTransaction();

            try (var _ = world.startWorker()) {
                assertThat(world.run("acme", "counter", "")).satisfies(it -> says(it, "42"));
            }
        }
    }

    @Test
    void aPartitionWhoseStateDoesNotFitIsNotRunAndTheWorkerSaysWhy() throws Exception {
        try (var _ = world.startWorker()) {
            world.run("acme", "counter", "");
        }

        var tiny = Map.of("pointsman.state.max-bytes", "100");
        try (var worker = world.startWorkerThatMayNotGetReady(tiny)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(worker.trouble().orElse(""))
                                    .contains(
                                            "its state does not fit beside",
                                            "pointsman.state.max-bytes: 100"));
        }
    }

    private ProducerRecord<byte[], byte[]> counted(int partition, String number) {
        var scope = new StateScope(new TenantId("acme"), Payload.ofUtf8("key"));
        var key = StateKeyCodec.write(new StateKey(scope, new StateName("n")));
        return new ProducerRecord<>(
                world.topic("state"), partition, key, TestingWorld.bytes(number));
    }

    private KafkaProducer<byte[], byte[]> producer(String name, int timeoutMillis) {
        var producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                servers,
                                "transactional.id",
                                world.topic(name),
                                "transaction.timeout.ms",
                                timeoutMillis),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    private static void says(JobResult result, String text) {
        assertThat(result.outcome()).isEqualTo(new Outcome.Succeeded(Payload.ofUtf8(text)));
    }
}
