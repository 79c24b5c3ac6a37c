package dev.pointsman.worker.kafka;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics in which jobs wait for another attempt: one for each topic of jobs, with as many
 * partitions, and nothing in it is deleted because it is old, or because there is much. Safe on
 * every thread; asks a broker, so it is asked seldom.
 */
final class RetryTopics {
    /** What a topic of retries is made with, beside its size of records. */
    static final Map<String, String> CONFIG =
            Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_MS_CONFIG,
                    "-1",
                    TopicConfig.RETENTION_BYTES_CONFIG,
                    "-1");

    private static final Logger LOGGER = LoggerFactory.getLogger(RetryTopics.class);

    private final Admin admin;
    private final JobTopics topics;
    private final boolean create;
    private final String cluster;

    RetryTopics(Admin admin, KafkaSettings settings) {
        this.admin = admin;
        this.topics = settings.topics().ofJobs();
        this.create = settings.createTopics();
        this.cluster = settings.toolOptions();
    }

    /** Whether that of a topic of jobs is there and will do; it is created if it may be. */
    void require(String jobs) {
        var retries = topics.retriesOf(jobs);
        if (isThere(retries)) {
            check(jobs, retries);
        } else if (create) {
            NewTopics.make(admin, List.of(planned(jobs, retries)));
        } else {
            throw new UnfitCluster(
                    "topic "
                            + retries
                            + " is missing (expected: as many partitions as "
                            + jobs
                            + ", and retention.ms=-1, retention.bytes=-1). What makes it: "
                            + planned(jobs, retries).command(cluster));
        }
    }

    /** As {@link #require}: what is wrong, in a sentence for an operator. */
    Optional<String> trouble(String jobs) {
        try {
            require(jobs);
            return Optional.empty();
        } catch (UnfitCluster e) {
            return Optional.of("" + e.getMessage());
        }
    }

    private boolean isThere(String topic) {
        return Answers.await(admin.listTopics().names()).contains(topic);
    }

    private PlannedTopic planned(String jobs, String retries) {
        return PlannedTopic.like(described(jobs), retries, MissingTopics.configOfRetries());
    }

    private void check(String jobs, String retries) {
        var expected = described(jobs).partitions().size();
        var described = described(retries);
        var partitions = described.partitions().size();
        // More do no harm, and come first where partitions are added.
        if (partitions < expected) {
            throw new UnfitCluster(
                    "topic %s has %d partitions (expected: %d, as many as %s)"
                            .formatted(retries, partitions, expected, jobs));
        }
        TopicRights.require(described);
        new Configs(admin)
                .ofTopic(retries)
                .ifPresentOrElse(config -> check(retries, config), () -> untold(retries));
    }

    private TopicDescription described(String topic) {
        var answer = admin.describeTopics(List.of(topic), TopicRights.wanted());
        return requireNonNull(Answers.await(List.of(topic), answer.allTopicNames()).get(topic));
    }

    private static void check(String topic, Config config) {
        CONFIG.forEach((name, expected) -> {
            var value = Configs.value(config, name);
            if (!value.equals(expected)) {
                throw new UnfitCluster(
                        "topic %s has %s: %s (expected: %s, or jobs that wait are lost)"
                                .formatted(topic, name, value, expected));
            }
        });
    }

    private static void untold(String topic) {
        LOGGER.atInfo().log(
                "this worker may not ask how topic {} is set up (expected: {})", topic, CONFIG);
    }
}
