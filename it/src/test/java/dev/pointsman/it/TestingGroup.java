package dev.pointsman.it;

import static org.awaitility.Awaitility.await;

import dev.pointsman.local.TopicMaker;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Two consumers of two partitions, and a transactional producer of the first one's. */
final class TestingGroup implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMillis(50);

    private final String name = "g" + UUID.randomUUID();
    private final EmbeddedBroker broker;
    private final String protocol;
    private final KafkaConsumer<byte[], byte[]> first;
    private final KafkaConsumer<byte[], byte[]> second;
    private final KafkaProducer<byte[], byte[]> producer;

    TestingGroup(EmbeddedBroker broker, String protocol) {
        this.broker = broker;
        this.protocol = protocol;
        TopicMaker.make(broker.bootstrapServers(), List.of(name), 2);
        this.first = consumer();
        this.second = consumer();
        this.producer = producer();
        producer.initTransactions();
    }

    String name() {
        return name;
    }

    /** The first consumer owns both partitions; returns what the group said of it then. */
    ConsumerGroupMetadata pollAllAsOne() {
        await().atMost(PATIENCE).until(() -> pollUntilOwning(first, 2));
        return first.groupMetadata();
    }

    /** The second one joins, and both have one partition. The first does nothing about it. */
    void handOverOne() {
        await().atMost(PATIENCE)
                .until(() -> pollUntilOwning(second, 1) & pollUntilOwning(first, 1));
        first.poll(STEP);
    }

    ConsumerGroupMetadata metadataNow() {
        return first.groupMetadata();
    }

    /** Commits both partitions as the first consumer, the one it has lost too. */
    void commitAll(ConsumerGroupMetadata metadata) {
        producer.beginTransaction();
        try {
            producer.sendOffsetsToTransaction(offsets(), metadata);
        } finally {
            producer.abortTransaction();
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets() {
        return Set.of(new TopicPartition(name, 0), new TopicPartition(name, 1)).stream()
                .collect(Collectors.toMap(it -> it, _ -> new OffsetAndMetadata(0)));
    }

    private static boolean pollUntilOwning(KafkaConsumer<byte[], byte[]> consumer, int partitions) {
        consumer.poll(STEP);
        return consumer.assignment().size() == partitions;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        var settings = new HashMap<String, Object>();
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("group.id", name);
        settings.put("group.protocol", protocol);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        if (protocol.equals("classic")) {
            settings.put(
                    "partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        }
        var consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(name));
        return consumer;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", name),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        second.close();
        first.close();
    }
}
