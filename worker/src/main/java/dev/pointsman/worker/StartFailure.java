package dev.pointsman.worker;

import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * What a worker that cannot start says to its operator: a sentence, for the fault lies outside and
 * a stack trace would only hide it. Stateless.
 */
final class StartFailure {
    private static final String BROKERS = "pointsman.kafka.bootstrap.servers";

    private StartFailure() {}

    /**
     * About a failure that lies outside.
     *
     * @param brokers as they are configured
     */
    static String sentence(Exception failure, Optional<String> brokers) {
        return failure instanceof KafkaException
                ? BROKERS + brokers.map(it -> ": '" + it + "'").orElse("") + ": " + ofKafka(failure)
                : "" + failure.getMessage();
    }

    private static String ofKafka(Exception failure) {
        return hasTimedOut(failure)
                ? "no answer within 30 s (expected: Kafka's brokers there, by an address they are"
                        + " reached at from here; if they want TLS or SASL, pointsman.kafka.security-file)"
                : failure.getMessage() + reason(failure);
    }

    private static boolean hasTimedOut(Exception failure) {
        return failure instanceof TimeoutException
                || failure.getCause() instanceof TimeoutException
                || failure.getCause() instanceof java.util.concurrent.TimeoutException;
    }

    private static String reason(Exception failure) {
        return Optional.ofNullable(failure.getCause())
                .flatMap(cause -> Optional.ofNullable(cause.getMessage()))
                .map(said -> ": " + said)
                .orElse("");
    }
}
