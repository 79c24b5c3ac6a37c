package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.SeenKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Notices that a topic was deleted and made anew under its name while partitions of it are held.
 * Kafka's clients go by the name, and would go on in the new topic where they were in the old one:
 * what stands before that would be passed over, and what waited in the old one be gone, and nobody
 * would say so. Owned by the poll thread.
 */
final class MadeAnew {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final PartitionQuestions questions;
    private final JobTopics topics;
    private final String state;

    /** Of the topics beside those of jobs, as they were when they were first asked for. */
    private final Map<String, SeenKey> known = new HashMap<>();

    private Map<TopicPartition, SeenKey> askedFor = Map.of();
    private Map<String, Future<SeenKey>> answers = Map.of();
    private long dueNanos;

    /**
     * @param questions what is asked here is a topic's mark, which is another for a new one
     */
    MadeAnew(PartitionQuestions questions, JobTopics topics, String state, long nowNanos) {
        this.questions = questions;
        this.topics = topics;
        this.state = state;
        this.dueNanos = nowNanos;
    }

    /**
     * Looks at what was answered, and asks again now and then.
     *
     * @param begun partitions of jobs that are held, and under which marks they were begun
     * @throws KafkaException if it is so: all is to begin anew, at what is committed
     */
    void look(Map<TopicPartition, SeenKey> begun, long nowNanos) {
        askedFor.forEach((partition, mark) -> {
            // One that was begun since is not what was asked for.
            if (mark.equals(begun.get(partition))) {
                compare(partition.topic(), mark);
                compareWithKnown(topics.retriesOf(partition.topic()));
            }
        });
        compareWithKnown(state);
        if (nowNanos - dueNanos >= 0 && !begun.isEmpty()) {
            ask(begun);
            dueNanos = nowNanos + EVERY.toNanos();
        }
    }

    /** That a topic beside those of jobs is gone, and nothing in its place yet. */
    Optional<String> trouble() {
        return answers.entrySet().stream()
                .filter(it -> known.containsKey(it.getKey()) && isGone(it.getValue()))
                .map(it ->
                        "topic "
                                + it.getKey()
                                + " was deleted, and all that stood in it is gone: jobs that kept"
                                + " their state there, or waited there for another attempt")
                .findFirst();
    }

    private static boolean isGone(Future<SeenKey> answer) {
        return answer.state() == Future.State.FAILED
                && answer.exceptionNow() instanceof UnknownTopicOrPartitionException;
    }

    private void ask(Map<TopicPartition, SeenKey> begun) {
        var names = new HashSet<>(Set.of(state));
        for (var partition : begun.keySet()) {
            names.add(partition.topic());
            names.add(topics.retriesOf(partition.topic()));
        }
        askedFor = Map.copyOf(begun);
        answers = questions.marks(names);
    }

    private void compareWithKnown(String name) {
        var answer = answers.get(name);
        if (answer != null && answer.state() == Future.State.SUCCESS) {
            compare(name, known.computeIfAbsent(name, _ -> answer.resultNow()));
        }
    }

    private void compare(String name, SeenKey mark) {
        var answer = answers.get(name);
        if (answer != null
                && answer.state() == Future.State.SUCCESS
                && !answer.resultNow().equals(mark)) {
            throw new KafkaException(
                    "topic "
                            + name
                            + " was deleted and made anew while it was in use: all begins anew at"
                            + " what is committed");
        }
    }
}
