package dev.pointsman.it.chaos.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.it.chaos.check.LogTopic;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetryWatchTest {
    private static final TopicPartition RETRIES = new TopicPartition(LogTopic.RETRIES.topic(), 2);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final RetryWatch watch = new RetryWatch(() -> consumer);

    @BeforeEach
    void nothingIsThereYet() {
        var nowhere = new HashMap<TopicPartition, Long>();
        Readers.partitions(LogTopic.RETRIES).forEach(partition -> nowhere.put(partition, 0L));
        consumer.updateBeginningOffsets(nowhere);
        consumer.updateEndOffsets(nowhere);
    }

    @Test
    void whatIsThereWhenItIsStoppedIsStillRead() {
        consumer.schedulePollTask(() -> write(0));
        consumer.schedulePollTask(() -> {
            consumer.updateEndOffsets(Map.of(RETRIES, 2L));
            watch.stop();
        });
        consumer.schedulePollTask(() -> write(1));

        watch.run();

        assertThat(watch.seen().count()).isEqualTo(2);
    }

    @Test
    void whereRecordsAreGoneThatItHasNotReadItEnds() {
        consumer.schedulePollTask(() -> write(0));
        consumer.schedulePollTask(() -> consumer.updateBeginningOffsets(Map.of(RETRIES, 2L)));
        consumer.schedulePollTask(() -> write(2));
        consumer.schedulePollTask(watch::stop);

        assertThatThrownBy(watch::run).isInstanceOf(OffsetOutOfRangeException.class);

        assertThat(watch.seen().count()).isEqualTo(1);
    }

    private void write(long offset) {
        var nothing = new byte[0];
        consumer.addRecord(
                new ConsumerRecord<>(
                        RETRIES.topic(), RETRIES.partition(), offset, nothing, nothing));
    }
}
