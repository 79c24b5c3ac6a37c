package dev.pointsman.worker.kafka;

import java.time.Duration;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Where a consumer stands. Stateless. */
final class Positions {
    private Positions() {}

    /**
     * Where it stands, if that is known now. From a change of leader until the new one has answered
     * it is not, and the client would wait for that for a minute (KAFKA-14054).
     */
    static OptionalLong ifKnown(Consumer<?, ?> consumer, TopicPartition partition) {
        try {
            return OptionalLong.of(consumer.position(partition, Duration.ZERO));
        } catch (TimeoutException _) {
            return OptionalLong.empty();
        }
    }
}
