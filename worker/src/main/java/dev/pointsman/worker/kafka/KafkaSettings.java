package dev.pointsman.worker.kafka;

import java.time.Duration;
import java.util.Set;

/**
 * How a worker meets Kafka. Immutable, so safe on every thread.
 *
 * @param bootstrapServers host and port of one or more brokers, comma-separated
 * @param group the consumer group all workers share
 * @param protocol {@code consumer} (KIP-848) or {@code classic}
 * @param slot which of the group's workers this is; stable across restarts, unique at any moment
 * @param topics where jobs come from and results go
 * @param createTopics whether topics that are missing are created
 * @param maxBatch jobs in one transaction, at most
 * @param commitInterval how long jobs are run before what is done is committed
 * @param transactionTimeout after this the broker aborts what a dead worker left open
 */
public record KafkaSettings(
        String bootstrapServers,
        String group,
        String protocol,
        String slot,
        Topics topics,
        boolean createTopics,
        int maxBatch,
        Duration commitInterval,
        Duration transactionTimeout) {
    private static final Set<String> PROTOCOLS = Set.of("consumer", "classic");

    public KafkaSettings {
        if (!PROTOCOLS.contains(protocol)) {
            throw new IllegalArgumentException(
                    "group protocol: " + protocol + " (expected: consumer or classic)");
        }
    }

    /** The id under which this worker's transactions fence those of its predecessors. */
    public String transactionalId() {
        return group + "-" + slot;
    }

    /** The names of the topics. */
    public record Topics(String jobs, String results, String deadLetters) {}
}
