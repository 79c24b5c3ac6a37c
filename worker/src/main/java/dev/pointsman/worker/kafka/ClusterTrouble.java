package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.Wording;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * What Kafka's clients say about a cluster, with what can be done about it, in the names of what
 * whoever reads it can set. Immutable, so safe on every thread.
 *
 * @param brokers the address that is set
 * @param bootstrap what sets it
 * @param security what names the file of how to get in
 */
public record ClusterTrouble(String brokers, String bootstrap, String security) {
    private static final int DEEPEST = 10;

    /** As Kafka's clients speak of an address. */
    private static final String ADDRESS = "bootstrap.servers";

    /** Where keys of a worker's configuration set them. */
    public static ClusterTrouble byKeys(String brokers) {
        return new ClusterTrouble(
                brokers, "pointsman.kafka.bootstrap.servers", "pointsman.kafka.security-file");
    }

    /** A sentence, by the outermost reason there is one for; none if the fault is not Kafka's. */
    public Optional<String> sentence(Exception failure) {
        return reasons(failure)
                .flatMap(reason -> told(reason).stream())
                .findFirst()
                .or(() -> failure instanceof KafkaException ? unknown(failure) : Optional.empty());
    }

    private static Stream<Throwable> reasons(Throwable failure) {
        return Stream.iterate(failure, it -> it != null, Throwable::getCause).limit(DEEPEST);
    }

    private Optional<String> told(Throwable reason) {
        return switch (reason) {
            case TimeoutException _, DisconnectException _ -> Optional.of(noAnswer(reason));
            case AuthenticationException _ ->
                    Optional.of(
                            "%s: authentication failed, %s (expected: a %s with what these brokers want)"
                                    .formatted(address(), reason.getMessage(), security));
            case AuthorizationException _ ->
                    Optional.of(
                            "%s: not allowed, %s (expected: a user with these rights, see deploy/acls*.txt)"
                                    .formatted(address(), reason.getMessage()));
            case ConfigException config -> Optional.of(refused(config));
            case RecordTooLargeException _ ->
                    Optional.of(
                            "input: too large, %s (expected: what the topic takes, see its max.message.bytes)"
                                    .formatted(reason.getMessage()));
            default -> Optional.empty();
        };
    }

    /** Of an address they know how it must look; all else that is not ours is from the file. */
    private String refused(ConfigException config) {
        if (Unreached.isNoSuchHost(config)) {
            return noAnswer(config);
        }
        var said = "" + config.getMessage();
        return said.contains(ADDRESS)
                ? "%s: %s: no address, %s (expected: HOST:PORT, or several with commas between)"
                        .formatted(bootstrap, address(), said)
                : "%s: refused by Kafka's clients, %s (expected: in %s what they know)"
                        .formatted(address(), said, security);
    }

    private Optional<String> unknown(Exception failure) {
        var reason =
                Optional.ofNullable(failure.getCause())
                        .flatMap(cause -> Optional.ofNullable(cause.getMessage()))
                        .map(said -> ": " + said)
                        .orElse("");
        return Optional.of(address() + ": " + failure.getMessage() + reason);
    }

    /** About a cluster that is {@link Unreached}: it is not there yet, or the address is wrong. */
    String unreached(KafkaException failure) {
        return noAnswer(Optional.ofNullable(failure.getCause()).orElse(failure));
    }

    private String noAnswer(Throwable reason) {
        return "%s: %s: %s (expected: Kafka's brokers there, by an address they are reached at from here; if they want TLS or SASL, %s)"
                .formatted(bootstrap, address(), what(reason), security);
    }

    private static String what(Throwable reason) {
        return switch (reason) {
            case ConfigException _ -> "no such host";
            case java.util.concurrent.TimeoutException _ ->
                    "no answer within " + Answers.PATIENCE.toSeconds() + " s";
            default -> "no answer, " + reason.getMessage();
        };
    }

    private String address() {
        return Wording.quote(brokers);
    }
}
