package dev.pointsman.local;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;

/** Makes the topics jobs publish to; those of the worker itself it makes by itself. Stateless. */
public final class TopicMaker {
    private TopicMaker() {}

    /** Makes topics of one partition. */
    public static void make(String bootstrapServers, Collection<String> names) {
        var config =
                Map.<String, Object>of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (var admin = Admin.create(config)) {
            var topics =
                    names.stream()
                            .map(name -> new NewTopic(name, Optional.of(1), Optional.empty()));
            admin.createTopics(topics.toList()).all().get();
        } catch (ExecutionException e) {
            throw new KafkaException("topics " + names + " could not be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
