package dev.pointsman.worker.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * Which topics exist, asked of the broker at most once a second. Without it, a guest that publishes
 * to a topic that is not there would hold up the producer, and with it everybody, until the client
 * gives up. Owned by the intake's thread.
 */
final class KnownTopics {
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Supplier<Set<String>> broker;
    private final InstantSource time;
    private Set<String> topics = Set.of();
    private Instant askedAt = Instant.EPOCH;

    /**
     * @param broker says which topics there are
     */
    KnownTopics(Supplier<Set<String>> broker, InstantSource time) {
        this.broker = broker;
        this.time = time;
    }

    /** Topics as this cluster has them. */
    static KnownTopics of(Admin admin, InstantSource time) {
        return new KnownTopics(() -> ask(admin), time);
    }

    boolean contains(String topic) {
        var now = time.instant();
        if (!topics.contains(topic) && mayAsk(now)) {
            askedAt = now;
            topics = Set.copyOf(broker.get());
        }
        return topics.contains(topic);
    }

    /** A clock that was set back must not mean that nothing is asked until it is where it was. */
    private boolean mayAsk(Instant now) {
        return now.isAfter(askedAt.plus(ASK_AGAIN_AFTER)) || now.isBefore(askedAt);
    }

    private static Set<String> ask(Admin admin) {
        try {
            return admin.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the broker does not say which topics there are", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
