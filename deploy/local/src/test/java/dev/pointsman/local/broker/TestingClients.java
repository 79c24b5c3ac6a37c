package dev.pointsman.local.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Clients of one broker, each call bounded by half a minute. Immutable, so safe on every thread.
 */
record TestingClients(String bootstrapServers) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static TestingClients of(EmbeddedBroker broker) {
        return new TestingClients(broker.bootstrapServers());
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    void createTopic(String name) throws Exception {
        try (var admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1)))
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Writes the value in a transaction of its own. */
    void write(String topic, String value) throws Exception {
        try (var producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            var sent = producer.send(new ProducerRecord<>(topic, value));
            producer.commitTransaction();
            sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Reads committed values as a member of a new consumer group until there is one. */
    List<String> read(String topic) {
        var values = new ArrayList<String>();
        try (var consumer = consumer("readers-of-" + topic)) {
            consumer.subscribe(List.of(topic));
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (values.isEmpty() && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    Consumer<String, String> consumer(String group) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "group.id", group,
                        "group.protocol", "consumer",
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private Producer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "transactional.id",
                        "writer",
                        "max.block.ms",
                        (int) PATIENCE.toMillis()),
                new StringSerializer(),
                new StringSerializer());
    }
}
