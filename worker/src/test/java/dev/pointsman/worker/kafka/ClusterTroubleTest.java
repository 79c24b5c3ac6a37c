package dev.pointsman.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a cluster names what its reader can set, and blames what is to blame. */
class ClusterTroubleTest {
    private static final ClusterTrouble OF_OPTIONS =
            new ClusterTrouble("kafka:9092", "--bootstrap", "--security-file");

    @ParameterizedTest
    @MethodSource
    void whatCanBeDoneIsSaidInTheOptionsThereAre(Exception failure, String expected) {
        assertThat(OF_OPTIONS.sentence(failure)).contains(expected);
    }

    static Stream<Arguments> whatCanBeDoneIsSaidInTheOptionsThereAre() {
        return Stream.of(
                Arguments.of(
                        new TimeoutException("Timed out"),
                        "--bootstrap: 'kafka:9092': no answer, Timed out (expected: Kafka's brokers"
                                + " there, by an address they are reached at from here; if they want"
                                + " TLS or SASL, --security-file)"),
                Arguments.of(
                        new KafkaException("x", new SaslAuthenticationException("wrong password")),
                        "'kafka:9092': authentication failed, wrong password (expected: a"
                                + " --security-file with what these brokers want)"),
                Arguments.of(
                        new IOException("x", new TopicAuthorizationException("no: [jobs]")),
                        "'kafka:9092': not allowed, no: [jobs] (expected: a user with these rights,"
                                + " see deploy/acls*.txt)"),
                Arguments.of(
                        new KafkaException("x", new ConfigException("No such mechanism")),
                        "'kafka:9092': refused by Kafka's clients, No such mechanism (expected: in"
                                + " --security-file what they know)"),
                Arguments.of(
                        new RecordTooLargeException("2 bytes"),
                        "input: too large, 2 bytes (expected: what the topic takes, see its"
                                + " max.message.bytes)"),
                Arguments.of(
                        new KafkaException("it broke", new IllegalStateException("so it is")),
                        "'kafka:9092': it broke: so it is"));
    }

    @Test
    void aWorkersOperatorHasKeysAndNoOptions() {
        var told =
                ClusterTrouble.byKeys("kafka:9092")
                        .sentence(new SaslAuthenticationException("wrong password"));

        assertThat(told.orElseThrow()).contains("pointsman.kafka.security-file");
    }

    @Test
    void whatIsNotKafkasIsNotTheClusters() {
        assertThat(OF_OPTIONS.sentence(new IOException("disk full"))).isEmpty();
    }
}
