package dev.pointsman.it.chaos.watch;

import dev.pointsman.it.chaos.check.LogTopic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * What the brokers say of transactions, as lines for who wants to know why a run does not go on:
 * one that a partition knows and its coordinator does not is hanging (KIP-664). Stateless.
 */
public final class OpenTransactions {
    private static final long PATIENCE_SECONDS = 10;
    private static final String OFFSETS = "__consumer_offsets";

    private OpenTransactions() {}

    /** A line for each transaction the coordinator knows, and each one open in a partition. */
    public static List<String> lines(String brokers) throws InterruptedException {
        var config = Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        try (var admin = Admin.create(config)) {
            var lines = new ArrayList<>(known(admin));
            lines.addAll(open(admin));
            return List.copyOf(lines);
        } catch (ExecutionException | TimeoutException e) {
            return List.of("the broker does not tell of its transactions: " + e);
        }
    }

    private static List<String> known(Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        var ids =
                await(admin.listTransactions().all()).stream()
                        .map(listing -> listing.transactionalId())
                        .toList();
        return await(admin.describeTransactions(ids).all()).entrySet().stream()
                .map(it -> line(it.getKey(), it.getValue()))
                .toList();
    }

    private static String line(String id, TransactionDescription known) {
        return "transaction of %s: %s, producer %d epoch %d, begun %s, partitions %s"
                .formatted(
                        id,
                        known.state(),
                        known.producerId(),
                        known.producerEpoch(),
                        known.transactionStartTimeMs(),
                        known.topicPartitions());
    }

    private static List<String> open(Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        return await(admin.describeProducers(partitions(admin)).all()).entrySet().stream()
                .flatMap(it -> open(it.getKey(), it.getValue()))
                .toList();
    }

    private static Stream<String> open(TopicPartition partition, PartitionProducerState state) {
        return state.activeProducers().stream()
                .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                .map(producer -> line(partition, producer));
    }

    private static String line(TopicPartition partition, ProducerState open) {
        return "open in %s from %d: producer %d epoch %d, last record at %d"
                .formatted(
                        partition,
                        open.currentTransactionStartOffset().orElseThrow(),
                        open.producerId(),
                        open.producerEpoch(),
                        open.lastTimestamp());
    }

    private static List<TopicPartition> partitions(Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        var offsets = await(admin.describeTopics(List.of(OFFSETS)).allTopicNames()).get(OFFSETS);
        var count = offsets == null ? 0 : offsets.partitions().size();
        var partitions = new ArrayList<TopicPartition>();
        IntStream.range(0, count)
                .forEach(number -> partitions.add(new TopicPartition(OFFSETS, number)));
        Arrays.stream(LogTopic.values())
                .flatMap(topic -> Readers.partitions(topic).stream())
                .forEach(partitions::add);
        return partitions;
    }

    private static <T> T await(KafkaFuture<T> answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
