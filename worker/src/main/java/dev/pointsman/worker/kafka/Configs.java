package dev.pointsman.worker.kafka;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * How topics and brokers are set up; empty where this worker may not ask, which it does without.
 * Safe on every thread; waits for the answer.
 */
final class Configs {
    private final Admin admin;

    Configs(Admin admin) {
        this.admin = admin;
    }

    /** By the topics' names. */
    Optional<Map<String, Config>> ofTopics(Collection<String> names) {
        return ifAuthorized(() -> described(ConfigResource.Type.TOPIC, names));
    }

    Optional<Config> ofTopic(String name) {
        return ofTopics(List.of(name)).map(it -> requireNonNull(it.get(name)));
    }

    /** By the brokers' numbers. */
    Optional<Map<String, Config>> ofBrokers() {
        return ifAuthorized(() ->
                described(
                        ConfigResource.Type.BROKER,
                        brokers().stream().map(Node::idString).toList()));
    }

    Optional<Config> ofAnyBroker() {
        return ifAuthorized(() -> {
            var broker = brokers().iterator().next().idString();
            return requireNonNull(
                    described(ConfigResource.Type.BROKER, List.of(broker)).get(broker));
        });
    }

    /** What is set, or by default. */
    static String value(Config config, String name) {
        return requireNonNull(config.get(name)).value();
    }

    private Collection<Node> brokers() {
        return Answers.await(admin.describeCluster().nodes());
    }

    private Map<String, Config> described(ConfigResource.Type type, Collection<String> names) {
        var resources = names.stream().map(name -> new ConfigResource(type, name)).toList();
        var configs = new HashMap<String, Config>();
        Answers.await(admin.describeConfigs(resources).all())
                .forEach((resource, config) -> configs.put(resource.name(), config));
        return configs;
    }

    private static <T> Optional<T> ifAuthorized(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (KafkaException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
