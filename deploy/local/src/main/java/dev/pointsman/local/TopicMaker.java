package dev.pointsman.local;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;

/** Makes topics; a worker makes its own by itself, but not those jobs publish to. Stateless. */
public final class TopicMaker {
    private TopicMaker() {}

    /** Makes topics of one partition. */
    public static void make(String bootstrapServers, Collection<String> names) {
        make(bootstrapServers, names, 1);
    }

    /** Makes topics of so many partitions each. */
    public static void make(String bootstrapServers, Collection<String> names, int partitions) {
        var config =
                Map.<String, Object>of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (var admin = Admin.create(config)) {
            var topics =
                    names.stream()
                            .map(name ->
                                    new NewTopic(name, Optional.of(partitions), Optional.empty()));
            admin.createTopics(topics.toList()).all().get();
        } catch (ExecutionException e) {
            throw new KafkaException("topics " + names + " could not be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
