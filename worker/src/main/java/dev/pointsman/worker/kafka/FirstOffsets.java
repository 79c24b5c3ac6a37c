package dev.pointsman.worker.kafka;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a partition begins for which the group has no committed offset: at its earliest record, if
 * it has lost none yet, as one that was added has not. Otherwise jobs may be missing, and only an
 * operator can say where to go on. Called on the poll thread.
 */
final class FirstOffsets implements ConsumerRebalanceListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(FirstOffsets.class);

    private final Consumer<byte[], byte[]> consumer;
    private volatile boolean assigned;

    FirstOffsets(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * Whether the group has given this worker its partitions at least once. Safe on every thread.
     */
    boolean wereAssigned() {
        return assigned;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        LOGGER.atInfo().addKeyValue("partitions", partitions).log("partitions assigned");
        consumer.beginningOffsets(withoutOffset(partitions)).forEach(this::begin);
        assigned = true;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        LOGGER.atInfo().addKeyValue("partitions", partitions).log("partitions revoked");
    }

    private Set<TopicPartition> withoutOffset(Collection<TopicPartition> partitions) {
        var without = new HashSet<>(partitions);
        consumer.committed(Set.copyOf(partitions))
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        without.remove(partition);
                    }
                });
        return without;
    }

    private void begin(TopicPartition partition, long earliest) {
        if (earliest > 0) {
            throw new KafkaException(
                    partition
                            + ": the group has no committed offset here, and records before "
                            + earliest
                            + " are gone (set an offset for the group with kafka-consumer-groups"
                            + " --reset-offsets, then start again)");
        }
        LOGGER.atInfo()
                .addKeyValue("partition", partition)
                .addKeyValue("offset", earliest)
                .log("no committed offset: beginning at the earliest record");
        consumer.seek(partition, earliest);
    }
}
