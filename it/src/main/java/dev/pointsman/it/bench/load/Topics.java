package dev.pointsman.it.bench.load;

import dev.pointsman.it.bench.BenchFailed;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of a run. Safe on every thread. */
public final class Topics implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    /** What is deleted is soon off the disk: a run writes gigabytes. */
    private static final Map<String, String> SHORT_LIVED =
            Map.of(TopicConfig.FILE_DELETE_DELAY_MS_CONFIG, "100");

    private final Admin admin;

    public Topics(String brokers) {
        admin =
                Admin.create(
                        Map.<String, Object>of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers));
    }

    public void make(String name, int partitions) {
        var topic = new NewTopic(name, partitions, (short) 1).configs(SHORT_LIVED);
        await(admin.createTopics(List.of(topic)).all());
    }

    /** A topic that keeps the last record of each key. */
    public void makeCompacted(String name, int partitions) {
        var compacted =
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.FILE_DELETE_DELAY_MS_CONFIG,
                        "100");
        var topic = new NewTopic(name, partitions, (short) 1).configs(compacted);
        await(admin.createTopics(List.of(topic)).all());
    }

    public void delete(List<String> names) {
        await(admin.deleteTopics(names).all());
    }

    /** How many offsets the topic has, those of transaction markers included. */
    public long offsets(String name, int partitions) {
        var ends =
                IntStream.range(0, partitions)
                        .mapToObj(partition -> new TopicPartition(name, partition))
                        .collect(Collectors.toMap(at -> at, _ -> OffsetSpec.latest()));
        return await(admin.listOffsets(ends).all()).values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    @Override
    public void close() {
        admin.close();
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchFailed("the broker did not do as it was told", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("interrupted", e);
        }
    }
}
