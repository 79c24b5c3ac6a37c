package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.Wording;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

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

    /**
     * These and a job's longest timeout together, 4 minutes and 40 seconds, are what can lie
     * between two polls; after max.poll.interval.ms, 5 minutes, the group gives the partitions to
     * others. Jobs run before the transaction begins, so their time does not count against its
     * timeout.
     */
    private static final Duration LONGEST_COMMIT_INTERVAL = Duration.ofSeconds(10);

    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(30);

    /** A transaction that lives shorter than a broker takes to answer is never committed. */
    private static final Duration SHORTEST_TRANSACTION = Duration.ofSeconds(1);

    public KafkaSettings {
        require(!group.isBlank(), "kafka.group", group, "a text that is not empty");
        require(!slot.isBlank(), "kafka.slot", slot, "a text that is not empty");
        require(
                PROTOCOLS.contains(protocol),
                "kafka.group.protocol",
                protocol,
                "consumer or classic");
        require(maxBatch > 0, "kafka.max-batch", maxBatch, "1 or more");
        require(
                commitInterval.isPositive()
                        && commitInterval.compareTo(LONGEST_COMMIT_INTERVAL) <= 0,
                "kafka.commit-interval",
                commitInterval,
                "more than 0, at most " + LONGEST_COMMIT_INTERVAL);
        require(
                transactionTimeout.compareTo(SHORTEST_TRANSACTION) >= 0
                        && transactionTimeout.compareTo(LONGEST_TRANSACTION) <= 0,
                "kafka.transaction-timeout",
                transactionTimeout,
                SHORTEST_TRANSACTION + " to " + LONGEST_TRANSACTION);
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    name + ": " + value + " (expected: " + expected + ")");
        }
    }

    /** The id under which this worker's transactions fence those of its predecessors. */
    public String transactionalId() {
        return group + "-" + slot;
    }

    /** The names of the topics, no two the same: a worker that took its results for jobs, say. */
    public record Topics(String jobs, String results, String deadLetters) {
        /** What Kafka allows; it would say so only when the first record is written. */
        private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

        public Topics {
            requireForm("topics.jobs", jobs);
            requireForm("topics.results", results);
            requireForm("topics.dead-letters", deadLetters);
            require(!results.equals(jobs), "topics.results", results, "not the one of jobs");
            require(
                    !deadLetters.equals(jobs) && !deadLetters.equals(results),
                    "topics.dead-letters",
                    deadLetters,
                    "not the one of jobs or results");
        }

        private static void requireForm(String name, String topic) {
            require(
                    FORM.matcher(topic).matches() && !topic.equals(".") && !topic.equals(".."),
                    name,
                    Wording.quote(topic),
                    "1 to 249 of the characters a-z A-Z 0-9 . _ -");
        }
    }
}
