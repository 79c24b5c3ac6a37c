package dev.pointsman.worker.kafka;

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
import org.apache.kafka.common.config.TopicConfig;

/**
 * Topics of a worker's that are not there, as they have to be: as many partitions as that of jobs
 * has, for its jobs' state stands in the partition with their own one's number, and as many copies.
 * Owned by one thread.
 */
final class MissingTopics {
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
        var defaults =
                widest.isPresent() ? Optional.<Config>empty() : new Configs(admin).ofAnyBroker();
        return names.stream()
                .map(name -> spelledOut(planned(name), defaults))
                .map(topic -> topic.command(settings.toolOptions()))
                .collect(Collectors.joining("\n"));
    }

    void create() {
        NewTopics.make(admin, names.stream().map(this::planned).toList());
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
}
