package dev.pointsman.local.client;

import dev.pointsman.contracts.Wording;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Which topics a cluster has. A producer is not to find out: it would wait for one that is missing,
 * and a broker may make it on being asked. Owned by one thread.
 */
public final class KnownTopics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Admin admin;

    public KnownTopics(Cluster cluster) {
        var millis = Math.toIntExact(PATIENCE.toMillis());
        this.admin =
                Admin.create(
                        cluster.with(
                                Map.of(
                                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis,
                                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis)));
    }

    /** How many partitions the topic of this name has; none if it is not there. */
    public Optional<Integer> partitionsOf(String topic) {
        try {
            var found = admin.describeTopics(List.of(topic)).allTopicNames().get();
            return found.values().stream().map(it -> it.partitions().size()).findFirst();
        } catch (ExecutionException e) {
            return absent(topic, e, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private static Optional<Integer> absent(
            String topic, ExecutionException e, @Nullable Throwable cause) {
        return switch (cause) {
            case UnknownTopicOrPartitionException _ -> Optional.empty();
            // By itself it does not say which.
            case TopicAuthorizationException refused ->
                    throw new TopicAuthorizationException(
                            Wording.quote(topic) + ": " + refused.getMessage(), Set.of(topic));
            case KafkaException refused -> throw refused;
            case null, default -> throw new KafkaException("topics cannot be described", e);
        };
    }

    @Override
    public void close() {
        admin.close(PATIENCE);
    }
}
