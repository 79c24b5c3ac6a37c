package dev.pointsman.worker.kafka;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a group that has no offset yet its first ones, if records are gone already: the earliest of
 * every partition, all at once, before any worker joins it. From then on a partition without an
 * offset, and with records gone, is one that lost it. Owned by one thread.
 */
final class NewGroup {
    /**
     * Stands beside the first offsets, which nobody has got to: if the group has begun a partition
     * before, and only the broker does not know any more, they are not to be gone by. To a worker
     * of an older version it is metadata of somebody else's, and says nothing.
     */
    static final String METADATA = "a new group of pointsman";

    private static final Logger LOGGER = LoggerFactory.getLogger(NewGroup.class);

    /** By itself a client waits for as long as a broker that does not answer may take. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

    private final GroupQuestions questions;
    private final Supplier<Consumer<byte[], byte[]>> members;

    /**
     * @param members makes a consumer of the group, which it takes only if there is something to
     *     say
     */
    NewGroup(GroupQuestions questions, Supplier<Consumer<byte[], byte[]>> members) {
        this.questions = questions;
        this.members = members;
    }

    /** What it asks, each time anew. */
    interface GroupQuestions {
        /** All partitions of jobs that there are. */
        Set<TopicPartition> partitions();

        /** Those of which the group has an offset. */
        Set<TopicPartition> begun();

        /** The first record that is there of each. */
        Map<TopicPartition, Long> earliest(Set<TopicPartition> partitions);
    }

    void begin() {
        var partitions = questions.partitions();
        if (!partitions.isEmpty() && isNew(partitions)) {
            begin(questions.earliest(partitions));
        }
    }

    private boolean isNew(Set<TopicPartition> partitions) {
        return Collections.disjoint(questions.begun(), partitions);
    }

    /**
     * Where no record is gone none could be missed, and there is nothing to say. Otherwise the
     * group is asked again, right before it is told, for another worker may have begun it since.
     */
    private void begin(Map<TopicPartition, Long> earliest) {
        if (earliest.values().stream().anyMatch(offset -> offset > 0) && isNew(earliest.keySet())) {
            commit(earliest);
        }
    }

    private void commit(Map<TopicPartition, Long> earliest) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        earliest.forEach((partition, offset) ->
                offsets.put(partition, new OffsetAndMetadata(offset, METADATA)));
        var consumer = members.get();
        try {
            consumer.assign(offsets.keySet());
            consumer.commitSync(offsets);
            LOGGER.atInfo()
                    .addKeyValue("offsets", earliest)
                    .log("a new group: it begins at the earliest records");
        } catch (CommitFailedException _) {
            LOGGER.atInfo().log("a new group: another worker has begun it");
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE_PATIENCE));
        }
    }
}
