package dev.pointsman.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.local.TopicMaker;
import dev.pointsman.local.broker.BrokerSettings;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is finished of retries is deleted by the broker, and nothing else. */
class RetryTrimmingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int RECORDS = 5;

    private static EmbeddedBroker broker;

    private final String topic = "retries-" + UUID.randomUUID();
    private final String group = "group-" + topic;
    private final TopicPartition finished = new TopicPartition(topic, 0);
    private final TopicPartition untouched = new TopicPartition(topic, 1);
    private Admin admin;
    private long nanos;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(BrokerSettings.temporary());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void fill() throws Exception {
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        TopicMaker.make(broker.bootstrapServers(), List.of(topic), 2);
        var settings = Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers());
        var serializer = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(settings, serializer, serializer)) {
            for (var i = 0; i < RECORDS * 2; i++) {
                producer.send(new ProducerRecord<>(topic, i % 2, new byte[0], new byte[0])).get();
            }
        }
    }

    @AfterEach
    void closeAdmin() {
        admin.close();
    }

    @Test
    void whatStandsBeforeTheCommittedOffsetGoesOnceAMinute() throws Exception {
        commit(3);
        var trimming = new RetryTrimming(admin, group, () -> nanos);

        trimming.accept(Set.of(finished, untouched));
        assertThat(begin(finished)).isZero();

        minuteLater(trimming, Set.of(finished, untouched));
        await().atMost(PATIENCE).until(() -> begin(finished) == 3);
        assertThat(begin(untouched)).isZero();

        commit(RECORDS);
        minuteLater(trimming, Set.of(finished, untouched));
        await().atMost(PATIENCE).until(() -> begin(finished) == RECORDS);
    }

    /** It does without until it can, and what asks for it goes on. */
    @Test
    void whatTheBrokerRefusesIsTriedAgain() throws Exception {
        commit(RECORDS + 1);
        var trimming = new RetryTrimming(admin, group, () -> nanos);

        minuteLater(trimming, Set.of(finished));
        commit(2);
        minuteLater(trimming, Set.of(finished));

        await().atMost(PATIENCE).until(() -> begin(finished) == 2);
    }

    @Test
    void aGroupThatHasCommittedNothingHasNothingDeleted() throws Exception {
        var trimming = new RetryTrimming(admin, group, () -> nanos);

        minuteLater(trimming, Set.of(finished, untouched));
        commit(1);
        minuteLater(trimming, Set.of(finished, untouched));

        await().atMost(PATIENCE).until(() -> begin(finished) == 1);
        assertThat(begin(untouched)).isZero();
    }

    private void minuteLater(RetryTrimming trimming, Set<TopicPartition> owned) {
        nanos += Duration.ofMinutes(1).toNanos();
        trimming.accept(owned);
    }

    private void commit(long offset) throws Exception {
        admin.alterConsumerGroupOffsets(group, Map.of(finished, new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    private long begin(TopicPartition partition) throws Exception {
        return admin.listOffsets(Map.of(partition, OffsetSpec.earliest()))
                .partitionResult(partition)
                .get()
                .offset();
    }
}
