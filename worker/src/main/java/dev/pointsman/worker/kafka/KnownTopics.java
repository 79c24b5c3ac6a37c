package dev.pointsman.worker.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    private final Admin admin;
    private final InstantSource time;
    private Set<String> topics = Set.of();
    private Instant askedAt = Instant.EPOCH;

    KnownTopics(Admin admin, InstantSource time) {
        this.admin = admin;
        this.time = time;
    }

    boolean contains(String topic) {
        var now = time.instant();
        if (!topics.contains(topic) && now.isAfter(askedAt.plus(ASK_AGAIN_AFTER))) {
            askedAt = now;
            topics = ask();
        }
        return topics.contains(topic);
    }

    private Set<String> ask() {
        try {
            return Set.copyOf(
                    admin.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the broker does not say which topics there are", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
