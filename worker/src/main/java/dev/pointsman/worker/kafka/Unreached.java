package dev.pointsman.worker.kafka;

import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Whether Kafka failed because nobody was there to answer, which the next moment may change.
 * Stateless.
 */
final class Unreached {
    /** As Kafka's clients say it; where brokers are containers, names go with them. */
    private static final String NO_SUCH_HOST = "No resolvable bootstrap urls";

    private Unreached() {}

    /** A refusal is none of these, be it of a password, of a right or of an address's form. */
    static boolean is(KafkaException failure) {
        return isOf(failure)
                || Optional.ofNullable(failure.getCause()).filter(Unreached::isOf).isPresent();
    }

    private static boolean isOf(Throwable failure) {
        return switch (failure) {
            case RetriableException _, java.util.concurrent.TimeoutException _ -> true;
            case ConfigException config -> isNoSuchHost(config);
            default -> false;
        };
    }

    static boolean isNoSuchHost(ConfigException config) {
        return ("" + config.getMessage()).startsWith(NO_SUCH_HOST);
    }
}
