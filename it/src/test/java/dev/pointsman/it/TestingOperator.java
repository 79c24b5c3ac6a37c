package dev.pointsman.it;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Does to a world's topics, and to the offsets of its workers' group, what operators do. */
final class TestingOperator implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestingWorld world;
    private final Admin admin;

    TestingOperator(TestingWorld world) {
        this.world = world;
        this.admin = Admin.create(Map.of("bootstrap.servers", world.brokers()));
    }

    void make(String topic, int partitions, Map<String, String> config) {
        answer(admin.createTopics(List.of(topic(topic, partitions, config))).all());
    }

    private NewTopic topic(String topic, int partitions, Map<String, String> config) {
        return new NewTopic(world.topic(topic), Optional.of(partitions), Optional.empty())
                .configs(config);
    }

    void widen(String topic, int partitions) {
        var increase = NewPartitions.increaseTo(partitions);
        answer(admin.createPartitions(Map.of(world.topic(topic), increase)).all());
    }

    void delete(String topic) {
        answer(admin.deleteTopics(List.of(world.topic(topic))).all());
    }

    /** Deletes it, and makes another under its name as soon as the broker lets that. */
    void makeAnew(String topic, Map<String, String> config) {
        delete(topic);
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(it -> it.getCause() instanceof TopicExistsException)
                .until(() -> {
                    make(topic, 1, config);
                    return true;
                });
    }

    /** Deletes a partition's records before this one. */
    void deleteRecords(String topic, int partition, long before) {
        var records = Map.of(partition(topic, partition), RecordsToDelete.beforeOffset(before));
        answer(admin.deleteRecords(records).all());
    }

    /** Where a partition ends. */
    long end(String topic, int partition) {
        var it = partition(topic, partition);
        return answer(admin.listOffsets(Map.of(it, OffsetSpec.latest())).partitionResult(it))
                .offset();
    }

    /** The group goes on from here; none of its workers may be there. */
    void setOffset(String topic, int partition, long offset) {
        var offsets = Map.of(partition(topic, partition), new OffsetAndMetadata(offset));
        answer(admin.alterConsumerGroupOffsets(world.group(), offsets).all());
    }

    void forgetOffset(String topic, int partition) {
        var partitions = Set.of(partition(topic, partition));
        answer(admin.deleteConsumerGroupOffsets(world.group(), partitions).all());
    }

    void forgetGroup() {
        answer(admin.deleteConsumerGroups(List.of(world.group())).all());
    }

    /** How topics are set up: {@code cleanup.policy}, say. */
    String config(String topic, String name) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, world.topic(topic));
        return answer(admin.describeConfigs(List.of(resource)).all())
                .get(resource)
                .get(name)
                .value();
    }

    int partitions(String topic) {
        var names = List.of(world.topic(topic));
        return answer(admin.describeTopics(names).allTopicNames())
                .get(world.topic(topic))
                .partitions()
                .size();
    }

    /** Makes topics with names as they are; a broker may know of them later than the controller. */
    void make(Collection<NewTopic> topics) {
        answer(admin.createTopics(topics).all());
        var names = topics.stream().map(NewTopic::name).toList();
        await().atMost(PATIENCE).until(() -> answer(admin.listTopics().names()).containsAll(names));
    }

    private TopicPartition partition(String topic, int partition) {
        return new TopicPartition(world.topic(topic), partition);
    }

    private static <T> T answer(KafkaFuture<T> question) {
        try {
            return question.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker refuses", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
