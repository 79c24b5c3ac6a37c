package dev.pointsman.worker.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether what a job leaves fits where it is to go. A worker makes these topics large enough; who
 * made them otherwise is told, for the largest jobs are not tried again there, and their dead
 * letters go without their bytes. Asked once, at the start, and where this worker may.
 */
final class TopicSizes {
    private static final Logger LOGGER = LoggerFactory.getLogger(TopicSizes.class);

    private final Admin admin;
    private final KafkaSettings.Topics topics;

    TopicSizes(Admin admin, KafkaSettings.Topics topics) {
        this.admin = admin;
        this.topics = topics;
    }

    /**
     * A sentence for each topic that takes less than one of jobs does.
     *
     * @param there the topics there are, and are not new
     */
    List<String> tooSmall(Set<String> there) {
        var jobs = there.stream().filter(topics.ofJobs()::includes).sorted().toList();
        var needed = jobs.stream().flatMap(this::of).filter(there::contains);
        var bytes = maxBytes(Stream.concat(jobs.stream(), needed).distinct().toList());
        return jobs.stream()
                .flatMap(from -> of(from).flatMap(to -> tooSmall(from, to, bytes).stream()))
                .toList();
    }

    /** Where a job of this topic may go, with a few headers more. */
    private Stream<String> of(String jobs) {
        return Stream.of(topics.deadLetters(), topics.ofJobs().retriesOf(jobs));
    }

    private static Optional<String> tooSmall(String from, String to, Map<String, Integer> bytes) {
        var most = Optional.ofNullable(bytes.get(from));
        return Optional.ofNullable(bytes.get(to))
                .filter(taken -> most.filter(it -> taken < it).isPresent())
                .map(taken ->
                        "topic %s has max.message.bytes: %d (expected: more than %d, which %s takes, or what is larger lacks its record there)"
                                .formatted(to, taken, most.orElseThrow(), from));
    }

    private Map<String, Integer> maxBytes(Collection<String> names) {
        var bytes = new HashMap<String, Integer>();
        new Configs(admin)
                .ofTopics(names)
                .ifPresentOrElse(
                        it -> it.forEach((name, config) -> bytes.put(name, maxBytes(config))),
                        () -> untold(names));
        return bytes;
    }

    private static void untold(Collection<String> names) {
        LOGGER.atInfo().log(
                "this worker may not ask how topics {} are set up (expected: that those for dead"
                        + " letters and retries take larger records than those of jobs)",
                names);
    }

    private static int maxBytes(Config config) {
        return Integer.parseInt(Configs.value(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG));
    }
}
