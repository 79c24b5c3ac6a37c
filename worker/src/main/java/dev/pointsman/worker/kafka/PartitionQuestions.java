package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.SeenKey;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;

/** What brokers can be asked about partitions. No answer is waited for. Safe on every thread. */
interface PartitionQuestions {
    /** Where each of these begins and ends, as a reader finds it that reads what is committed. */
    Map<TopicPartition, Future<LogRange>> ranges(Set<TopicPartition> partitions);

    /**
     * Those of these on whose offsets no transaction of the group's is open: how far they have got
     * a broker would say at once.
     */
    Future<Set<TopicPartition>> settled(Set<TopicPartition> partitions);

    /** Under which it is remembered that the group has begun partitions of each of these topics. */
    Map<String, Future<SeenKey>> marks(Set<String> topics);

    /** Whether a reader that reads what is committed finds any record in there. */
    Future<Boolean> isAnyIn(LogRange log);
}
