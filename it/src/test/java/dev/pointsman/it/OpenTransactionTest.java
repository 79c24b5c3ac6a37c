package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.local.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an owner that died has left open keeps its own partition waiting, and no other. */
@ExtendWith(SharedBroker.class)
class OpenTransactionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    void aPartitionOnWhichATransactionIsOpenKeepsNoOtherWaiting(
            String protocol, EmbeddedBroker broker, @TempDir Path folder) throws Exception {
        try (var world = new TestingWorld(broker, folder);
                var dead = producer(broker, world)) {
            world.tenants("tenants: { acme: { modules: ['*'] } }");
            world.module("echo");
            world.makeJobsTopic(2);
            publish(world, 0, "waits");
            publish(world, 1, "goes on");
            leaveOpen(dead, world);

            try (var worker =
                    world.startWorkerThatMayNotGetReady(
                            Map.of("pointsman.kafka.group.protocol", protocol))) {
                await().atMost(PATIENCE).until(() -> !results(world).isEmpty());
                assertThat(results(world)).containsExactly("goes on");
                await().atMost(PATIENCE)
                        .untilAsserted(() ->
                                assertThat(worker.trouble().orElse(""))
                                        .contains(
                                                "not begun yet: [" + world.topic("jobs") + "-0]",
                                                "kafka-transactions find-hanging"));

                dead.abortTransaction();
                await().atMost(PATIENCE).until(() -> results(world).size() == 2);
                await().atMost(PATIENCE).until(worker::isReady);
            }
            assertThat(results(world)).containsExactlyInAnyOrder("goes on", "waits");
        }
    }

    private static List<String> results(TestingWorld world) {
        return world.allResults().stream().map(it -> it.id().value()).toList();
    }

    private static void publish(TestingWorld world, int partition, String id) {
        world.publish(partition, world.job(id, "acme", "echo", id));
    }

    /** As an owner does that has sent how far it has got, and is no more. */
    private static void leaveOpen(KafkaProducer<byte[], byte[]> producer, TestingWorld world) {
        producer.initTransactions();
        producer.beginTransaction();
        producer.sendOffsetsToTransaction(
                Map.of(new TopicPartition(world.topic("jobs"), 0), new OffsetAndMetadata(0)),
                nobody(world.topic("workers")));
    }

    /** Kafka is to make an interface of the class; until then there is no other way. */
    @SuppressWarnings("removal")
    private static ConsumerGroupMetadata nobody(String group) {
        return new ConsumerGroupMetadata(group);
    }

    private static KafkaProducer<byte[], byte[]> producer(
            EmbeddedBroker broker, TestingWorld world) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "transactional.id",
                        world.topic("dead"),
                        "transaction.timeout.ms",
                        300_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
