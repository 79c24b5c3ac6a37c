package dev.pointsman.worker.kafka;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a partition begins for which the group has no committed offset: at its earliest record, if
 * the group is new or the partition has lost nothing yet. Otherwise jobs may be missing, and only
 * an operator can say where to go on. Called on the poll thread.
 */
final class FirstOffsets implements ConsumerRebalanceListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(FirstOffsets.class);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private volatile boolean assigned;

    FirstOffsets(Consumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
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
        var committed = committed();
        var groupIsNew = committed.isEmpty();
        var without =
                partitions.stream()
                        .filter(partition -> !committed.containsKey(partition))
                        .collect(Collectors.toSet());
        consumer.beginningOffsets(without)
                .forEach((partition, earliest) -> begin(partition, earliest, groupIsNew));
        assigned = true;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        LOGGER.atInfo().addKeyValue("partitions", partitions).log("partitions revoked");
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        var all =
                consumer.partitionsFor(topic).stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .collect(Collectors.toSet());
        return consumer.committed(Set.copyOf(all)).entrySet().stream()
                .filter(entry -> Objects.nonNull(entry.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void begin(TopicPartition partition, long earliest, boolean groupIsNew) {
        if (earliest > 0 && !groupIsNew) {
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
