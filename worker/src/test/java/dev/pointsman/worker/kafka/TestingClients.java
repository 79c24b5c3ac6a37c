package dev.pointsman.worker.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/**
 * Mock clients, one of which may be impossible to make, and an admin client that reaches nobody.
 * Safe on every thread.
 */
final class TestingClients extends Clients {
    static final KafkaSettings SETTINGS =
            new KafkaSettings(
                    "127.0.0.1:1",
                    "workers",
                    "consumer",
                    "0",
                    TestingJobs.TOPICS,
                    false,
                    "none",
                    500,
                    100_000_000,
                    1_000_000,
                    1_000,
                    8,
                    Duration.ofMillis(20),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(1),
                    ClientSecurity.NONE);

    /** What the polls of the group's consumers throw, each of one of them; then nothing. */
    final Queue<RuntimeException> polls = new ConcurrentLinkedQueue<>();

    /** What happens before a client turns out to be impossible, or a poll to have no fault. */
    volatile Runnable then = () -> {};

    /** Which client cannot be made. */
    volatile String impossible = "";

    private final Map<String, BooleanSupplier> made = new ConcurrentHashMap<>();

    TestingClients() {
        super(SETTINGS);
    }

    /** The clients that were made. */
    Set<String> made() {
        return Set.copyOf(made.keySet());
    }

    /** Those that are not closed. */
    Set<String> open() {
        return made.entrySet().stream()
                .filter(it -> !it.getValue().getAsBoolean())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    Admin admin() {
        return new WatchedAdmin(name("admin"));
    }

    @Override
    Producer<byte[], byte[]> producer() {
        var name = name("producer");
        var producer = new TestingProducer();
        made.put(name, producer::closed);
        return producer;
    }

    @Override
    Consumer<byte[], byte[]> consumer() {
        return watched("consumer", new PolledConsumer(Optional.ofNullable(polls.poll())));
    }

    @Override
    Consumer<byte[], byte[]> stateConsumer() {
        return watched("consumer of state", new TestingConsumer(Set.of()));
    }

    @Override
    Consumer<byte[], byte[]> retryConsumer() {
        return watched("consumer of retries", new TestingConsumer(Set.of()));
    }

    private TestingConsumer watched(String name, TestingConsumer consumer) {
        made.put(name(name), consumer::closed);
        return consumer;
    }

    private String name(String client) {
        if (client.equals(impossible)) {
            then.run();
            throw new KafkaException("the " + client + " cannot be made");
        }
        return client
                + " "
                + made.keySet().stream().filter(it -> it.matches(client + " \\d+")).count();
    }

    /** Fails at its first poll, or has nothing. */
    private final class PolledConsumer extends TestingConsumer {
        private final Optional<RuntimeException> fault;

        PolledConsumer(Optional<RuntimeException> fault) {
            super(Set.of());
            this.fault = fault;
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            if (fault.isPresent()) {
                throw fault.get();
            }
            then.run();
            return super.poll(timeout);
        }
    }

    /** Kafka's own has no way to ask whether it is closed. */
    private final class WatchedAdmin extends ForwardingAdmin {
        private volatile boolean closed;

        WatchedAdmin(String name) {
            super(Map.<String, Object>of("bootstrap.servers", SETTINGS.bootstrapServers()));
            made.put(name, () -> closed);
        }

        @Override
        public void close(Duration timeout) {
            super.close(timeout);
            closed = true;
        }
    }
}
