package dev.pointsman.worker.kafka;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Has an admin client ask about a group and its topics: there is one at the start, and a consumer
 * would be made for a moment, which takes longer than all the questions. Owned by one thread.
 */
final class AskedGroup implements NewGroup.GroupQuestions {
    private final Admin admin;
    private final String group;
    private final JobTopics topics;

    AskedGroup(Admin admin, String group, JobTopics topics) {
        this.admin = admin;
        this.group = group;
        this.topics = topics;
    }

    @Override
    public Set<TopicPartition> partitions() {
        var names = Answers.await(admin.listTopics().names()).stream().filter(topics::includes);
        var found = new HashSet<TopicPartition>();
        admin.describeTopics(names.toList())
                .topicNameValues()
                .values()
                .forEach(topic -> partitions(topic).forEach(found::add));
        return found;
    }

    /** One that was made a moment ago is not known to all brokers yet, and has lost no record. */
    private static Stream<TopicPartition> partitions(KafkaFuture<TopicDescription> topic) {
        try {
            var described = Answers.await(topic);
            return described.partitions().stream()
                    .map(it -> new TopicPartition(described.name(), it.partition()));
        } catch (KafkaException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Stream.empty();
            }
            throw e;
        }
    }

    /** A consumer would wait while a transaction on the offsets is open. */
    @Override
    public Set<TopicPartition> begun() {
        var offsets = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata();
        return Answers.await(offsets).entrySet().stream()
                .filter(it -> it.getValue() != null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public Map<TopicPartition, Long> earliest(Set<TopicPartition> partitions) {
        var asked =
                partitions.stream()
                        .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.earliest()));
        return Answers.await(admin.listOffsets(asked).all()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
    }
}
