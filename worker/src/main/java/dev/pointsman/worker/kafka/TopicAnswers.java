package dev.pointsman.worker.kafka;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Has a client ask the brokers. Safe on every thread. */
final class TopicAnswers implements TopicQuestions {
    private final Admin admin;
    private final String results;

    /**
     * @param results the topic every job writes to
     */
    TopicAnswers(Admin admin, String results) {
        this.admin = admin;
        this.results = results;
    }

    @Override
    public Set<String> names() {
        return Answers.await(admin.listTopics().names());
    }

    /** When the results ail as well it is the cluster that does, and waiting mends it. */
    @Override
    public Optional<String> ailment(String topic) {
        return ailmentOf(topic).filter(_ -> ailmentOf(results).isEmpty());
    }

    @Override
    public OptionalInt maxBytes(String topic) {
        return number(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    }

    private Optional<String> ailmentOf(String topic) {
        var copies = number(topic, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).orElse(1);
        return describe(topic).flatMap(it -> ailmentOf(it, copies));
    }

    static Optional<String> ailmentOf(TopicDescription topic, int copies) {
        return topic.partitions().stream()
                .flatMap(partition -> ailmentOf(partition, copies).stream())
                .findFirst();
    }

    private static Optional<String> ailmentOf(TopicPartitionInfo partition, int copies) {
        if (partition.leader() == null || partition.leader().isEmpty()) {
            return Optional.of("partition " + partition.partition() + " has no leader");
        }
        // A broker asks for no more than there are (KIP-966).
        var expected = Math.min(copies, partition.replicas().size());
        return partition.isr().size() >= expected
                ? Optional.empty()
                : Optional.of(
                        "partition %d has %d in-sync replicas (expected: %d, its %s)"
                                .formatted(
                                        partition.partition(),
                                        partition.isr().size(),
                                        expected,
                                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG));
    }

    private Optional<TopicDescription> describe(String topic) {
        return ifThere(() ->
                Optional.ofNullable(
                        Answers.await(admin.describeTopics(List.of(topic)).allTopicNames())
                                .get(topic)));
    }

    /** What a worker may not ask it does without. */
    private OptionalInt number(String topic, String name) {
        return ifThere(() -> new Configs(admin).ofTopic(topic)).stream()
                .flatMap(config -> Stream.ofNullable(config.get(name)))
                .flatMap(entry -> Stream.ofNullable(entry.value()))
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    private static <T> Optional<T> ifThere(Supplier<Optional<T>> question) {
        try {
            return question.get();
        } catch (KafkaException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
