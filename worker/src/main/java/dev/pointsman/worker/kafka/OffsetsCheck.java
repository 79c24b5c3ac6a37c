package dev.pointsman.worker.kafka;

import dev.pointsman.worker.flow.ProgressCodec;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the brokers keep offsets as this worker needs them: with as much metadata as it may
 * write, or its producer ends in the middle of the work; and for as long that they outlive a worker
 * that is gone for some days. They do by default.
 */
final class OffsetsCheck {
    private static final Logger LOGGER = LoggerFactory.getLogger(OffsetsCheck.class);
    private static final String LIMIT = "offset.metadata.max.bytes";
    private static final String RETENTION = "offsets.retention.minutes";

    /** Offsets are a day old, at most, when the last worker stops: see {@link Renewals}. */
    private static final Duration LEAST_RETENTION = Duration.ofDays(4);

    private final Admin admin;

    OffsetsCheck(Admin admin) {
        this.admin = admin;
    }

    void run() {
        new Configs(admin)
                .ofBrokers()
                .ifPresentOrElse(it -> it.forEach(OffsetsCheck::require), OffsetsCheck::untold);
    }

    private static void untold() {
        LOGGER.atInfo().log(
                "this worker may not ask the brokers for {} and {} (expected there: {} or more,"
                        + " and {} or more)",
                LIMIT,
                RETENTION,
                ProgressCodec.LONGEST_CHARS,
                LEAST_RETENTION.toMinutes());
    }

    private static void require(String broker, Config config) {
        require(broker, config, LIMIT, ProgressCodec.LONGEST_CHARS, "the default is 4096");
        require(
                broker,
                config,
                RETENTION,
                LEAST_RETENTION.toMinutes(),
                "the default is 10080, a week; set it in the broker's own properties and start it"
                        + " again");
    }

    private static void require(
            String broker, Config config, String name, long least, String more) {
        var value = Long.parseLong(Configs.value(config, name));
        if (value < least) {
            throw new UnfitCluster(
                    "broker %s has %s: %d (expected: %d or more; %s)"
                            .formatted(broker, name, value, least, more));
        }
    }
}
