package dev.pointsman.worker.kafka;

import static java.util.Objects.requireNonNull;

import dev.pointsman.contracts.StateKey;
import dev.pointsman.contracts.StateKeyCodec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the state topic will do: a partition for each of the jobs topic, nothing in it is deleted
 * because it is old, and the largest value fits. Asked once, at the start; not of one that we have
 * just created, of which a broker may not know yet.
 */
final class StateTopicCheck {
    private static final Logger LOGGER = LoggerFactory.getLogger(StateTopicCheck.class);

    /** Kafka's own of a batch and a record come on top, and are less than a kilobyte. */
    private static final int LARGEST_RECORD =
            StateKey.MAX_VALUE_BYTES + StateKeyCodec.MAX_BYTES + 1_024;

    private final Admin admin;
    private final KafkaSettings.Topics topics;

    StateTopicCheck(Admin admin, KafkaSettings.Topics topics) {
        this.admin = admin;
        this.topics = topics;
    }

    /**
     * Asks.
     *
     * @param there the topics there are; where each tenant has one of jobs, {@link StateLoader}
     *     finds out which has partitions that have none of state
     */
    void run(Set<String> there) {
        var jobs = Stream.of(topics.jobs()).filter(there::contains);
        var described = described(Stream.concat(jobs, Stream.of(topics.state())).toList());
        if (described.containsKey(topics.jobs())) {
            requireAsManyPartitionsAsJobs(described);
        }
        TopicRights.require(requireNonNull(described.get(topics.state())));
        new Configs(admin).ofTopic(topics.state()).ifPresentOrElse(this::require, this::untold);
    }

    private Map<String, TopicDescription> described(List<String> names) {
        return Answers.await(admin.describeTopics(names, TopicRights.wanted()).allTopicNames());
    }

    private void requireAsManyPartitionsAsJobs(Map<String, TopicDescription> described) {
        var jobs = requireNonNull(described.get(topics.jobs())).partitions().size();
        var state = requireNonNull(described.get(topics.state())).partitions().size();
        if (state != jobs) {
            throw new UnfitCluster(
                    "topic %s has %d partitions (expected: %d, as many as %s)"
                            .formatted(topics.state(), state, jobs, topics.jobs()));
        }
    }

    private void require(Config config) {
        var policy = Configs.value(config, TopicConfig.CLEANUP_POLICY_CONFIG);
        if (!policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            throw unfit(TopicConfig.CLEANUP_POLICY_CONFIG, policy, "compact, or state is lost");
        }
        var bytes = Configs.value(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        if (Integer.parseInt(bytes) < LARGEST_RECORD) {
            throw unfit(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, bytes, LARGEST_RECORD + " or more");
        }
    }

    private void untold() {
        LOGGER.atInfo().log(
                "this worker may not ask how topic {} is set up (expected: compacted)",
                topics.state());
    }

    private UnfitCluster unfit(String name, String value, String expected) {
        return new UnfitCluster(
                "topic %s has %s: %s (expected: %s)"
                        .formatted(topics.state(), name, value, expected));
    }
}
