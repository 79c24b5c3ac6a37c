package dev.pointsman.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** What may be otherwise in a moment, and what stays as it is. */
class UnreachedTest {
    private static final String BROKERS = "kafkaa:9092";

    @Test
    void brokersThatDoNotAnswerAreNamedWithTheirKey() {
        var failure =
                new KafkaException(
                        "the broker does not answer", new java.util.concurrent.TimeoutException());

        assertThat(Unreached.is(failure)).isTrue();
        assertThat(told(BROKERS, failure))
                .startsWith(
                        "pointsman.kafka.bootstrap.servers: 'kafkaa:9092': no answer within 30 s"
                                + " (expected: ")
                .contains("pointsman.kafka.security-file");
    }

    @Test
    void whatClientsGiveUpThemselvesIsNoAnswerEither() {
        assertThat(
                        Stream.of(
                                new TimeoutException("Timed out waiting for a node"),
                                new KafkaException("x", new TimeoutException("Timed out")),
                                new KafkaException("x", new DisconnectException("Timed out"))))
                .allMatch(Unreached::is)
                .extracting(it -> told(BROKERS, it))
                .allMatch(it -> it.contains("': no answer, Timed out"));
    }

    /** Where brokers are containers, their names go with them. */
    @Test
    void aHostThatNobodyKnowsMayComeBack() {
        var failure = failureAt("nobody.invalid:9092");

        assertThat(Unreached.is(failure)).isTrue();
        assertThat(told("nobody.invalid:9092", failure))
                .contains("'nobody.invalid:9092': no such host (expected: ");
    }

    @Test
    void anAddressThatIsNoneStaysNone() {
        assertThat(Unreached.is(failureAt("kafka"))).isFalse();
    }

    @Test
    void aRefusalIsAnAnswer() {
        assertThat(
                        Stream.of(
                                new KafkaException("x", new TopicAuthorizationException("jobs")),
                                new KafkaException("x", new SslAuthenticationException("no")),
                                new TopicAuthorizationException("jobs")))
                .noneMatch(Unreached::is);
    }

    private static String told(String brokers, KafkaException failure) {
        return ClusterTrouble.byKeys(brokers).unreached(failure);
    }

    private static KafkaException failureAt(String brokers) {
        try (var _ = Admin.create(Map.of("bootstrap.servers", brokers))) {
            throw new AssertionError(brokers + " is an address");
        } catch (KafkaException e) {
            return e;
        }
    }
}
