package dev.pointsman.worker.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether jobs may come packed. A record of a few kilobytes may unpack to more than a heap, and the
 * client that polls it knows no limit: each worker would end there, whoever starts it. A broker
 * that unpacks what it is sent holds it against the topic's limit, and refuses it. Asked once, at
 * the start, and where this worker may. Owned by one thread.
 */
final class PackedJobs {
    /** What a topic of jobs has to have, for that. */
    static final String UNPACKED = "uncompressed";

    private static final Logger LOGGER = LoggerFactory.getLogger(PackedJobs.class);

    private final Admin admin;
    private final KafkaSettings settings;

    PackedJobs(Admin admin, KafkaSettings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    /**
     * A sentence for each topic of jobs whose records may come packed.
     *
     * @param there the topics there are, and are not new
     */
    List<String> told(Set<String> there) {
        return packed(there.stream().filter(settings.topics().ofJobs()::includes).toList()).stream()
                .sorted()
                .map(this::told)
                .toList();
    }

    private Collection<String> packed(List<String> jobs) {
        var configs = new Configs(admin).ofTopics(jobs);
        if (configs.isEmpty()) {
            LOGGER.atInfo().log(
                    "this worker may not ask how topics {} are set up (expected: compression.type={},"
                            + " or a small record may unpack to more than its heap)",
                    jobs,
                    UNPACKED);
            return List.of();
        }
        return configs.get().entrySet().stream()
                .filter(it -> isPacked(it.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isPacked(Config config) {
        return !Configs.value(config, TopicConfig.COMPRESSION_TYPE_CONFIG).equals(UNPACKED);
    }

    private String told(String topic) {
        return ("topic %s takes records that are packed, and a small one may unpack to more than this worker's heap"
                        + " (expected: compression.type=uncompressed, with which the broker refuses it; run: kafka-configs"
                        + " %s --alter --topic %s --add-config compression.type=uncompressed)")
                .formatted(topic, settings.toolOptions(), topic);
    }
}
