package dev.pointsman.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

/** What an operator reads whose worker does not start: thing, value, expectation. */
class StartFailureTest {
    private static final Optional<String> BROKERS = Optional.of("kafkaa");

    @Test
    void anAddressThatIsNoneIsNamedWithItsKeyAndTheReason() {
        var reason = new IllegalArgumentException("Invalid url in bootstrap.servers: kafkaa");
        var failure = new KafkaException("Failed to create new KafkaAdminClient", reason);

        assertThat(StartFailure.sentence(failure, BROKERS))
                .isEqualTo(
                        "pointsman.kafka.bootstrap.servers: 'kafkaa': Failed to create new"
                                + " KafkaAdminClient: Invalid url in bootstrap.servers: kafkaa");
    }

    @Test
    void whatSaysAllItselfIsSaidOnce() {
        var parsers = new IOException("Unrecognized property (class Entry)");
        var failure = new IOException("tenants.yaml:3:5: no such word", parsers);

        assertThat(StartFailure.sentence(failure, BROKERS))
                .isEqualTo("tenants.yaml:3:5: no such word");
    }
}
