package dev.pointsman.it.chaos.check;

import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a run has left behind. */
public interface Logs {
    /** Every committed record of the topic, in the order of each partition. */
    void read(LogTopic topic, Consumer<ConsumerRecord<byte[], byte[]>> reader);

    /** From where on the topic's records are there; those before are deleted. */
    Offsets beginnings(LogTopic topic);

    /** How far the group has got in each partition of the jobs topic. */
    List<CommittedOffset> committed();

    /**
     * Partitions in which a transaction hangs: records that no reader of committed ones reaches.
     */
    List<String> hanging();
}
