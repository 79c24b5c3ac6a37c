package dev.pointsman.it.bench.load;

import dev.pointsman.it.bench.BenchFailed;
import java.util.HashMap;
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

    private static final Map<String, String> OF_JOBS =
            with(TopicConfig.COMPRESSION_TYPE_CONFIG, "uncompressed");
    private static final Map<String, String> COMPACTED =
            with(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    private static final Map<String, String> KEPT = with(TopicConfig.RETENTION_MS_CONFIG, "-1");

    private final Admin admin;

    public Topics(String brokers) {
        admin =
                Admin.create(
                        Map.<String, Object>of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers));
    }

    public void make(String name, int partitions) {
        make(name, partitions, SHORT_LIVED);
    }

    /** A topic of jobs, as a worker would make it. */
    public void makeJobs(String name, int partitions) {
        make(name, partitions, OF_JOBS);
    }

    /** A topic that keeps the last record of each key. */
    public void makeCompacted(String name, int partitions) {
        make(name, partitions, COMPACTED);
    }

    /** A topic of which nothing is deleted because it is old. */
    public void makeKept(String name, int partitions) {
        make(name, partitions, KEPT);
    }

    private void make(String name, int partitions, Map<String, String> configuration) {
        var topic = new NewTopic(name, partitions, (short) 1).configs(configuration);
        await(admin.createTopics(List.of(topic)).all());
    }

    private static Map<String, String> with(String key, String value) {
        var all = new HashMap<>(SHORT_LIVED);
        all.put(key, value);
        return Map.copyOf(all);
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
