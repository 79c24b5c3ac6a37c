package dev.pointsman.worker.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a group that has no offset yet its first ones: the earliest of every partition, all at
 * once, before any worker joins it. From then on a partition without an offset is one that lost it.
 * Owned by one thread.
 */
final class NewGroup {
    private static final Logger LOGGER = LoggerFactory.getLogger(NewGroup.class);

    private final Consumer<byte[], byte[]> consumer;
    private final JobTopics topics;

    /**
     * @param consumer one of the group's that has not subscribed
     */
    NewGroup(Consumer<byte[], byte[]> consumer, JobTopics topics) {
        this.consumer = consumer;
        this.topics = topics;
    }

    void begin() {
        var partitions = topics.partitions(consumer);
        consumer.assign(partitions);
        if (!partitions.isEmpty() && isNew(partitions)) {
            commit(consumer.beginningOffsets(partitions));
        }
    }

    private boolean isNew(Set<TopicPartition> partitions) {
        return consumer.committed(partitions).values().stream().allMatch(Objects::isNull);
    }

    private void commit(Map<TopicPartition, Long> earliest) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        earliest.forEach(
                (partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        try {
            consumer.commitSync(offsets);
            LOGGER.atInfo()
                    .addKeyValue("offsets", earliest)
                    .log("a new group: it begins at the earliest records");
        } catch (CommitFailedException _) {
            LOGGER.atInfo().log("a new group: another worker has begun it");
        }
    }
}
