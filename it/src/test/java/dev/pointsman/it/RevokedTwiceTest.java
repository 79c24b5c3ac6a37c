package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.local.TopicMaker;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the metadata of the poll does not fence, asked of the broker itself: as long as a member has
 * partitions to give up it keeps its epoch, though those it gave up first have another owner. So
 * the worker asks whether a batch is still held before it commits it; if a broker ever refuses such
 * offsets, it need not.
 */
@ExtendWith(SharedBroker.class)
class RevokedTwiceTest implements ConsumerRebalanceListener {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(50);
    private static final OffsetAndMetadata COMMITTED = new OffsetAndMetadata(7, "not mine");

    private final String name = "g" + UUID.randomUUID();
    private final List<TopicPartition> givenUp = new ArrayList<>();
    private final String servers;
    @AutoClose private final Admin admin;
    @AutoClose private final KafkaConsumer<byte[], byte[]> first;
    @AutoClose private final KafkaConsumer<byte[], byte[]> second;
    @AutoClose private final KafkaConsumer<byte[], byte[]> third;

    /** What is waited for, or done, before the first partition is given up, and the second. */
    private Runnable atFirst = () -> {};

    private Runnable thereafter = () -> {};

    RevokedTwiceTest(EmbeddedBroker broker) {
        servers = broker.bootstrapServers();
        TopicMaker.make(servers, List.of(name), 3);
        admin = Admin.create(Map.of("bootstrap.servers", servers));
        first = consumer();
        second = consumer();
        third = consumer();
    }

    @Test
    void whoGivesUpTwiceInARowMayCommitForTheNextOwnerOfWhatItGaveUpFirst() {
        var polled = ownAll();
        atFirst = this::untilItIsToGiveUpMore;
        thereafter =
                () -> {
                    untilItIsAnothers(givenUp.getFirst());
                    commit(givenUp.getFirst(), polled);
                };

        second.subscribe(List.of(name));

        await().atMost(PATIENCE)
                .until(() -> {
                    second.poll(STEP);
                    first.poll(STEP);
                    return givenUp.size() == 2;
                });
        assertThat(first.committed(Set.copyOf(givenUp)).get(givenUp.getFirst()))
                .isEqualTo(COMMITTED);
    }

    private ConsumerGroupMetadata ownAll() {
        first.subscribe(List.of(name), this);
        await().atMost(PATIENCE)
                .until(() -> {
                    first.poll(STEP);
                    return first.assignment().size() == 3;
                });
        return first.groupMetadata();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        if (givenUp.size() < 2) {
            givenUp.addAll(partitions);
            (givenUp.size() == 1 ? atFirst : thereafter).run();
        }
    }

    private void untilItIsToGiveUpMore() {
        third.subscribe(List.of(name));
        await().atMost(PATIENCE)
                .until(() -> {
                    third.poll(STEP);
                    return members().size() == 3
                            && members().stream().allMatch(RevokedTwiceTest::isToHaveOne);
                });
    }

    private Collection<MemberDescription> members() throws Exception {
        var groups = admin.describeConsumerGroups(List.of(name)).describedGroups();
        return groups.get(name).get().members();
    }

    private static boolean isToHaveOne(MemberDescription member) {
        return member.targetAssignment()
                .filter(target -> target.topicPartitions().size() == 1)
                .isPresent();
    }

    private void untilItIsAnothers(TopicPartition partition) {
        await().atMost(PATIENCE)
                .until(() -> {
                    second.poll(STEP);
                    third.poll(STEP);
                    return Stream.of(second, third)
                            .anyMatch(it -> it.assignment().contains(partition));
                });
    }

    private void commit(TopicPartition partition, ConsumerGroupMetadata metadata) {
        try (var producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.sendOffsetsToTransaction(Map.of(partition, COMMITTED), metadata);
            producer.commitTransaction();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "group.id",
                        name,
                        "group.protocol",
                        "consumer",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "transactional.id", name),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
