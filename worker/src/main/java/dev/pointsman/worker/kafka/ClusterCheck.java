package dev.pointsman.worker.kafka;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
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
                            + " (expected: 2 or more; run: kafka-features "
                            + settings.toolOptions()
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
                            + " (expected: there, or pointsman.topics.create: true). What makes"
                            + " them:\n"
                            + new MissingTopics(admin, settings, missing, there).commands());
        }
        if (there.contains(settings.topics().state())) {
            new StateTopicCheck(admin, settings.topics()).run(there);
        }
        var retries = new RetryTopics(admin, settings);
        there.stream()
                .filter(settings.topics().ofJobs()::includes)
                .filter(jobs -> !missing.contains(settings.topics().ofJobs().retriesOf(jobs)))
                .forEach(retries::require);
        if (!missing.isEmpty()) {
            new MissingTopics(admin, settings, missing, there).create();
        }
        new TopicSizes(admin, settings.topics())
                .tooSmall(there)
                .forEach(trouble -> LOGGER.atWarn().log(trouble));
        new PackedJobs(admin, settings)
                .told(there)
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
}
