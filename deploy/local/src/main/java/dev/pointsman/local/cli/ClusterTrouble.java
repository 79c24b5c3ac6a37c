package dev.pointsman.local.cli;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;

/** What Kafka's clients say about a cluster, with what can be done about it. Stateless. */
final class ClusterTrouble {
    private static final int DEEPEST = 10;

    private ClusterTrouble() {}

    /** A sentence for what is known, by the innermost reason there is one for. */
    static Optional<String> sentence(Exception failure, Optional<String> brokers) {
        return reasons(failure)
                .filter(KafkaException.class::isInstance)
                .map(KafkaException.class::cast)
                .flatMap(reason -> sentence(reason, brokers.orElse("the brokers")).stream())
                .findFirst();
    }

    private static Stream<Throwable> reasons(Throwable failure) {
        return Stream.iterate(failure, it -> it != null, Throwable::getCause).limit(DEEPEST);
    }

    private static Optional<String> sentence(KafkaException reason, String brokers) {
        return switch (reason) {
            case TimeoutException _ ->
                    Optional.of(
                            brokers
                                    + ": no answer (expected: Kafka's brokers there, see --bootstrap; if they want TLS"
                                    + " or SASL, --security-file), "
                                    + reason.getMessage());
            case AuthenticationException _ ->
                    Optional.of(
                            brokers
                                    + ": we are not let in (expected: a --security-file with what these brokers"
                                    + " want), "
                                    + reason.getMessage());
            case AuthorizationException _ ->
                    Optional.of(
                            brokers
                                    + ": not allowed (expected: a user with these rights, see deploy/acls*.txt), "
                                    + reason.getMessage());
            case ConfigException _ ->
                    Optional.of(
                            brokers
                                    + ": Kafka's clients refuse it (expected: HOST:PORT for --bootstrap, and what"
                                    + " they know in --security-file), "
                                    + reason.getMessage());
            case RecordTooLargeException _ ->
                    Optional.of(
                            "input: too large (expected: what the topic takes, see its max.message.bytes), "
                                    + reason.getMessage());
            default -> Optional.empty();
        };
    }
}
