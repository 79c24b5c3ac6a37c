package dev.pointsman.worker.kafka;

import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Whether Kafka failed because nobody was there to answer, which the next moment may change; and
 * what an operator is told then, whose address may be wrong as well. Stateless.
 */
final class Unreached {
    private static final String BROKERS = "pointsman.kafka.bootstrap.servers";

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
            case ConfigException config -> ("" + config.getMessage()).startsWith(NO_SUCH_HOST);
            default -> false;
        };
    }

    /** A sentence: the key, its value, and what was expected there. */
    static String sentence(String brokers, KafkaException failure) {
        return "%s: '%s': %s (expected: Kafka's brokers there, by an address they are reached at from here; if they want TLS or SASL, pointsman.kafka.security-file)"
                .formatted(BROKERS, brokers, reason(failure));
    }

    private static String reason(KafkaException failure) {
        return switch (failure.getCause()) {
            case ConfigException _ -> "no such host";
            case java.util.concurrent.TimeoutException _ ->
                    "no answer within " + Answers.PATIENCE.toSeconds() + " s";
            case null -> "no answer, " + failure.getMessage();
            case Throwable cause -> "no answer, " + cause.getMessage();
        };
    }
}
