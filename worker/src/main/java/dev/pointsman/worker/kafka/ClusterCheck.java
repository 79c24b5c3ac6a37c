package dev.pointsman.worker.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the cluster is fit for exactly-once, and has our topics. Asked once, at the start. */
final class ClusterCheck {
    private static final Logger LOGGER = LoggerFactory.getLogger(ClusterCheck.class);
    private static final String TRANSACTION_VERSION = "transaction.version";

    /**
     * From this version on an abandoned transaction cannot be finished by a late request (KIP-890).
     */
    private static final int NEEDED_TRANSACTION_VERSION = 2;

    /**
     * As large as anything our producer sends, so that no job of an allowed size lacks its dead
     * letter.
     */
    private static final String MAX_MESSAGE_BYTES = Integer.toString(8 * 1024 * 1024);

    private final Admin admin;
    private final KafkaSettings settings;

    ClusterCheck(Admin admin, KafkaSettings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    void run() {
        requireTransactionVersion();
        new OffsetsCheck(admin).run();
        requireTopics();
    }

    private void requireTransactionVersion() {
        var features =
                Answers.await(admin.describeFeatures().featureMetadata()).finalizedFeatures();
        var version =
                Optional.ofNullable(features.get(TRANSACTION_VERSION))
                        .map(range -> (int) range.maxVersionLevel())
                        .orElse(0);
        if (version < NEEDED_TRANSACTION_VERSION) {
            throw new UnfitCluster(
                    "the cluster's transaction.version is "
                            + version
                            + " (expected: 2 or more; run: kafka-features --bootstrap-server "
                            + settings.bootstrapServers()
                            + " upgrade --feature transaction.version=2)");
        }
    }

    private void requireTopics() {
        var there = Answers.await(admin.listTopics().names());
        var missing = topics().stream().filter(topic -> !there.contains(topic)).toList();
        if (!missing.isEmpty() && !settings.createTopics()) {
            throw new UnfitCluster(
                    "missing topics: "
                            + missing
                            + " (create them: "
                            + createCommands(missing)
                            + ")");
        }
        if (there.containsAll(List.of(settings.topics().jobs(), settings.topics().state()))) {
            new StateTopicCheck(admin, settings.topics()).run();
        }
        var retries = new RetryTopics(admin, settings);
        there.stream()
                .filter(settings.topics().ofJobs()::includes)
                .filter(jobs -> !missing.contains(settings.topics().ofJobs().retriesOf(jobs)))
                .forEach(retries::require);
        if (!missing.isEmpty()) {
            create(missing);
        }
        new TopicSizes(admin, settings.topics())
                .tooSmall(there)
                .forEach(trouble -> LOGGER.atWarn().log(trouble));
    }

    private List<String> topics() {
        var topics = settings.topics();
        var ours =
                List.of(
                        topics.results(),
                        topics.deadLetters(),
                        topics.state(),
                        topics.guestLogs(),
                        topics.effects());
        // Topics of tenants are made by whoever makes tenants, with the rights to them.
        var jobs =
                topics.jobsOfTenants()
                        ? Stream.<String>empty()
                        : Stream.of(topics.jobs(), topics.retries());
        return Stream.concat(jobs, ours.stream()).toList();
    }

    /** Co-partitioned with jobs: results keep the job's key, and so its partition. */
    private void create(List<String> missing) {
        var partitions = partitionsOfJobs(missing);
        var created =
                admin.createTopics(
                        missing.stream().map(topic -> newTopic(topic, partitions)).toList());
        created.values().forEach((topic, future) -> awaitCreated(topic, future, partitions));
    }

    private Optional<Integer> partitionsOfJobs(List<String> missing) {
        var jobs = settings.topics().jobs();
        if (settings.topics().jobsOfTenants() || missing.contains(jobs)) {
            return Optional.empty();
        }
        var described = Answers.await(admin.describeTopics(List.of(jobs)).allTopicNames());
        return Optional.ofNullable(described.get(jobs)).map(topic -> topic.partitions().size());
    }

    private NewTopic newTopic(String topic, Optional<Integer> partitions) {
        return new NewTopic(topic, partitions, Optional.empty()).configs(configOf(topic));
    }

    /** The same, as the command has it. */
    private String config(String topic) {
        return configOf(topic).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> " --config " + it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining());
    }

    /** What a topic is made with; that of jobs as the cluster makes any. */
    private Map<String, String> configOf(String topic) {
        if (topic.equals(settings.topics().jobs())) {
            return Map.of();
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

    private static void awaitCreated(
            String topic, KafkaFuture<Void> created, Optional<Integer> partitions) {
        try {
            Answers.await(created);
            LOGGER.atInfo()
                    .addKeyValue(
                            "partitions",
                            partitions.map(String::valueOf).orElse("the broker's default"))
                    .log("topic created: {}", topic);
        } catch (KafkaException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private String createCommands(List<String> missing) {
        var commands =
                missing.stream()
                        .map(topic ->
                                "kafka-topics --bootstrap-server "
                                        + settings.bootstrapServers()
                                        + " --create --topic "
                                        + topic
                                        + config(topic))
                        .toList();
        return String.join("; ", commands);
    }
}
