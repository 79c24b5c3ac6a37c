package dev.pointsman.worker.kafka;

import static java.util.Objects.requireNonNull;

import dev.pointsman.worker.flow.ProgressCodec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the brokers take as much metadata with an offset as this worker may write. They do by
 * default; one that does not refuses it in the middle of the work, and that ends the producer.
 */
final class OffsetMetadataCheck {
    private static final Logger LOGGER = LoggerFactory.getLogger(OffsetMetadataCheck.class);
    private static final String LIMIT = "offset.metadata.max.bytes";

    private final Admin admin;

    OffsetMetadataCheck(Admin admin) {
        this.admin = admin;
    }

    void run() {
        try {
            var brokers =
                    Answers.await(admin.describeCluster().nodes()).stream()
                            .map(OffsetMetadataCheck::resource)
                            .toList();
            Answers.await(admin.describeConfigs(brokers).all())
                    .forEach((broker, config) -> require(broker.name(), limit(config)));
        } catch (KafkaException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
            LOGGER.atInfo().log(
                    "this worker may not ask the brokers for {} (expected there: {} or more)",
                    LIMIT,
                    ProgressCodec.LONGEST_CHARS);
        }
    }

    private static ConfigResource resource(Node broker) {
        return new ConfigResource(ConfigResource.Type.BROKER, broker.idString());
    }

    private static int limit(Config config) {
        return Integer.parseInt(requireNonNull(config.get(LIMIT)).value());
    }

    private static void require(String broker, int limit) {
        if (limit < ProgressCodec.LONGEST_CHARS) {
            throw new UnfitCluster(
                    "broker %s has %s: %d (expected: %d or more; the default is 4096)"
                            .formatted(broker, LIMIT, limit, ProgressCodec.LONGEST_CHARS));
        }
    }
}
