package dev.pointsman.worker.kafka;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Topics of a worker's that are not there, as they have to be: as many partitions as that of jobs
 * has, for its jobs' state stands in the partition with their own one's number, and as many copies.
 * Owned by one thread.
 */
final class MissingTopics {
    private static final Logger LOGGER = LoggerFactory.getLogger(MissingTopics.class);

    /**
     * As large as anything our producer sends, so that no job of an allowed size lacks its dead
     * letter.
     */
    private static final String MAX_MESSAGE_BYTES = Integer.toString(Clients.MAX_REQUEST_BYTES);

    private static final String PARTITIONS = "num.partitions";
    private static final String COPIES = "default.replication.factor";

    private final Admin admin;
    private final KafkaSettings settings;
    private final List<String> names;
    private final Optional<TopicDescription> widest;

    /**
     * @param there the topics there are
     */
    MissingTopics(
            Admin admin, KafkaSettings settings, List<String> names, Collection<String> there) {
        this.admin = admin;
        this.settings = settings;
        this.names = List.copyOf(names);
        this.widest = widest(there);
    }

    /** Where each tenant has a topic of jobs, all have their state in one. */
    private Optional<TopicDescription> widest(Collection<String> there) {
        var jobs = there.stream().filter(settings.topics().ofJobs()::includes).toList();
        if (jobs.isEmpty()) {
            return Optional.empty();
        }
        return Answers.await(jobs, admin.describeTopics(jobs).allTopicNames()).values().stream()
                .max(Comparator.comparingInt(it -> it.partitions().size()));
    }

    /** The commands that make them, each in a line of its own. */
    String commands() {
        var defaults = widest.isPresent() ? Optional.<Config>empty() : defaults();
        return names.stream()
                .map(name -> spelledOut(planned(name), defaults))
                .map(topic -> topic.command(settings.toolOptions()))
                .collect(Collectors.joining("\n"));
    }

    void create() {
        var planned = names.stream().map(this::planned).toList();
        var created =
                admin.createTopics(planned.stream().map(PlannedTopic::toNewTopic).toList())
                        .values();
        planned.forEach(topic -> awaitCreated(topic, requireNonNull(created.get(topic.name()))));
    }

    private PlannedTopic planned(String name) {
        return widest.map(jobs -> PlannedTopic.like(jobs, name, config(name)))
                .orElseGet(() ->
                        new PlannedTopic(name, Optional.empty(), Optional.empty(), config(name)));
    }

    /** What a topic is made with; that of jobs as the cluster makes any, but for bombs. */
    private Map<String, String> config(String topic) {
        if (topic.equals(settings.topics().jobs())) {
            return Map.of(TopicConfig.COMPRESSION_TYPE_CONFIG, PackedJobs.UNPACKED);
        }
        if (topic.equals(settings.topics().retries())) {
            return configOfRetries();
        }
        var config = new HashMap<String, String>();
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, MAX_MESSAGE_BYTES);
        if (topic.equals(settings.topics().state())) {
            config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        }
        return config;
    }

    /** What a topic of retries is made with: as large records as the one of results. */
    static Map<String, String> configOfRetries() {
        var config = new HashMap<>(RetryTopics.CONFIG);
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, MAX_MESSAGE_BYTES);
        return config;
    }

    /**
     * Whoever changes the width of one of them is to see that of the others. What the cluster does
     * not tell it puts in by itself, and the same for all.
     */
    private static PlannedTopic spelledOut(PlannedTopic topic, Optional<Config> defaults) {
        return new PlannedTopic(
                topic.name(),
                topic.partitions().or(() -> defaults.flatMap(it -> number(it, PARTITIONS))),
                topic.copies()
                        .or(() ->
                                defaults.flatMap(it -> number(it, COPIES))
                                        .map(Integer::shortValue)),
                topic.config());
    }

    private static Optional<Integer> number(Config config, String name) {
        return Optional.ofNullable(config.get(name)).map(it -> Integer.valueOf(it.value()));
    }

    private Optional<Config> defaults() {
        try {
            var node = Answers.await(admin.describeCluster().nodes()).iterator().next();
            var broker = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
            return Answers.await(admin.describeConfigs(List.of(broker)).all()).values().stream()
                    .findFirst();
        } catch (KafkaException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static void awaitCreated(PlannedTopic topic, KafkaFuture<Void> created) {
        try {
            Answers.await(created);
            LOGGER.atInfo()
                    .addKeyValue(
                            "partitions",
                            topic.partitions().map(String::valueOf).orElse("the broker's default"))
                    .log("topic created: {}", topic.name());
        } catch (KafkaException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
