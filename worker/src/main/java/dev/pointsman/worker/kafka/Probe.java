package dev.pointsman.worker.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Asks the brokers now and then for what only brokers that work can say: a poll that brings nothing
 * looks the same whether there are no jobs or no broker. It does not wait for an answer, for one
 * partition without a leader would keep all others from being polled meanwhile. Owned by the poll
 * thread.
 */
final class Probe {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final PartitionQuestions questions;
    private final JobTopics topics;
    private final Map<TopicPartition, Asked<LogRange>> asked = new HashMap<>();

    /** Of which the last that is known is that there was no answer. */
    private final Set<String> silent = new TreeSet<>();

    private long dueNanos;
    private Optional<String> ofTopic = Optional.empty();

    Probe(
            Consumer<byte[], byte[]> consumer,
            PartitionQuestions questions,
            JobTopics topics,
            long nowNanos) {
        this.consumer = consumer;
        this.questions = questions;
        this.topics = topics;
        this.dueNanos = nowNanos;
    }

    /** What is wrong with the brokers or the topic of jobs, as of the last time they were asked. */
    Optional<String> trouble(Set<TopicPartition> owned, long nowNanos) {
        asked.keySet().retainAll(owned);
        silent.retainAll(owned.stream().map(TopicPartition::toString).toList());
        asked.forEach((partition, it) -> look(partition.toString(), it, nowNanos));
        if (nowNanos - dueNanos >= 0) {
            dueNanos = nowNanos + EVERY.toNanos();
            ask(owned, nowNanos);
        }
        return silent.isEmpty()
                ? ofTopic
                : Optional.of("the broker does not answer for " + String.join(", ", silent));
    }

    private void look(String partition, Asked<LogRange> question, long nowNanos) {
        switch (question.answer().state()) {
            case SUCCESS -> silent.remove(partition);
            case FAILED, CANCELLED -> silent.add(partition);
            case RUNNING -> {
                if (question.isOver(PATIENCE, nowNanos)) {
                    silent.add(partition);
                }
            }
        }
    }

    /** Those that have not been answered yet are not asked for once more. */
    private void ask(Set<TopicPartition> owned, long nowNanos) {
        ofTopic = owned.isEmpty() ? troubleOfTopic() : Optional.empty();
        var due = owned.stream().filter(this::isToBeAsked).collect(Collectors.toSet());
        if (!due.isEmpty()) {
            questions
                    .ranges(due)
                    .forEach((partition, it) -> asked.put(partition, new Asked<>(it, nowNanos)));
        }
    }

    private boolean isToBeAsked(TopicPartition partition) {
        var last = asked.get(partition);
        return last == null || !last.isUnderWay();
    }

    /**
     * A worker may own no partition because others own them all: then it has nothing to wait for.
     */
    private Optional<String> troubleOfTopic() {
        try {
            return consumer.listTopics(PATIENCE).keySet().stream().anyMatch(topics::includes)
                    ? Optional.empty()
                    : Optional.of(
                            "there is no topic " + topics + ", or this worker may not see it");
        } catch (TimeoutException _) {
            return Optional.of("the broker does not answer for topic " + topics);
        }
    }
}
