package dev.pointsman.worker.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Asks the broker now and then for what only a broker that works can say: a poll that brings
 * nothing looks the same whether there are no jobs or no broker. Owned by the poll thread.
 */
final class Probe {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final JobTopics topics;
    private long dueNanos;
    private Optional<String> trouble = Optional.empty();

    Probe(Consumer<byte[], byte[]> consumer, JobTopics topics, long nowNanos) {
        this.consumer = consumer;
        this.topics = topics;
        this.dueNanos = nowNanos;
    }

    /** What is wrong with the broker or the topic of jobs, as of the last time it was asked. */
    Optional<String> trouble(Set<TopicPartition> owned, long nowNanos) {
        if (nowNanos - dueNanos >= 0) {
            trouble = ask(owned);
            dueNanos = nowNanos + EVERY.toNanos();
        }
        return trouble;
    }

    private Optional<String> ask(Set<TopicPartition> owned) {
        try {
            return owned.isEmpty() ? topicIsThere() : partitionsAreThere(owned);
        } catch (TimeoutException _) {
            return Optional.of("the broker does not answer for topic " + topics);
        }
    }

    /** A worker may own no partition because others own them all. */
    private Optional<String> topicIsThere() {
        return consumer.listTopics(PATIENCE).keySet().stream().anyMatch(topics::includes)
                ? Optional.empty()
                : Optional.of("there is no topic " + topics + ", or this worker may not see it");
    }

    private Optional<String> partitionsAreThere(Set<TopicPartition> owned) {
        consumer.endOffsets(owned, PATIENCE);
        return Optional.empty();
    }
}
