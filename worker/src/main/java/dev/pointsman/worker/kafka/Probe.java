package dev.pointsman.worker.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

    private static final String SILENT = "the broker does not answer";

    private final Consumer<byte[], byte[]> consumer;
    private final PartitionQuestions questions;
    private final JobTopics topics;
    private final Map<TopicPartition, Asked<LogRange>> asked = new HashMap<>();

    /** What was wrong with those that were not answered for when they were asked for last. */
    private final Map<TopicPartition, String> troubles = new HashMap<>();

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
        troubles.keySet().retainAll(owned);
        asked.forEach((partition, it) -> look(partition, it, nowNanos));
        if (nowNanos - dueNanos >= 0) {
            dueNanos = nowNanos + EVERY.toNanos();
            ask(owned, nowNanos);
        }
        return troubles.isEmpty() ? ofTopic : Optional.of(sentence());
    }

    private String sentence() {
        var byTrouble = new TreeMap<String, Set<String>>();
        troubles.forEach((partition, it) ->
                byTrouble.computeIfAbsent(it, _ -> new TreeSet<>()).add(partition.toString()));
        return byTrouble.entrySet().stream()
                .map(it -> it.getKey() + " for " + String.join(", ", it.getValue()))
                .collect(Collectors.joining("; "));
    }

    private void look(TopicPartition partition, Asked<LogRange> question, long nowNanos) {
        if (question.known().isPresent()) {
            troubles.remove(partition);
        } else if (!question.isUnderWay() || question.isOver(PATIENCE, nowNanos)) {
            troubles.put(partition, question.fault().map(Probe::told).orElse(SILENT));
        }
    }

    private static String told(Throwable fault) {
        return fault instanceof TimeoutException
                ? SILENT
                : "the broker answers '" + fault.getMessage() + "'";
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
            return Optional.of(SILENT + " for topic " + topics);
        }
    }
}
