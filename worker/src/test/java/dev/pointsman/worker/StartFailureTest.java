package dev.pointsman.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

/** What an operator reads whose worker does not start: thing, value, expectation. */
class StartFailureTest {
    private static final Optional<String> BROKERS = Optional.of("kafkaa:9092");

    @Test
    void brokersThatDoNotAnswerAreNamedWithTheirKey() {
        var failure = new KafkaException("the broker does not answer", new TimeoutException());

        assertThat(StartFailure.sentence(failure, BROKERS))
                .startsWith(
                        "pointsman.kafka.bootstrap.servers: 'kafkaa:9092': no answer within 30 s"
                                + " (expected: ")
                .doesNotContain("null");
    }

    @Test
    void aNameThatNobodyKnowsIsNamedWithItsKeyAndTheReason() {
        var reason = new IllegalArgumentException("No resolvable bootstrap urls");
        var failure = new KafkaException("Failed to create new KafkaAdminClient", reason);

        assertThat(StartFailure.sentence(failure, BROKERS))
                .isEqualTo(
                        "pointsman.kafka.bootstrap.servers: 'kafkaa:9092': Failed to create new"
                                + " KafkaAdminClient: No resolvable bootstrap urls");
    }

    @Test
    void whatSaysAllItselfIsSaidOnce() {
        var parsers = new IOException("Unrecognized property (class Entry)");
        var failure = new IOException("tenants.yaml:3:5: no such word", parsers);

        assertThat(StartFailure.sentence(failure, BROKERS))
                .isEqualTo("tenants.yaml:3:5: no such word");
    }
}
