package dev.pointsman.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** The exception's own message is the name of the file. */
    @ParameterizedTest
    @MethodSource
    void whatIsWrongWithAFileIsSaid(Exception fault, String expected) {
        assertThat(StartFailure.sentence(fault, BROKERS)).isEqualTo(expected);
    }

    static Stream<Arguments> whatIsWrongWithAFileIsSaid() {
        return Stream.of(
                Arguments.of(
                        new NoSuchFileException("/run/secrets/key"),
                        "/run/secrets/key: no such file or folder"),
                Arguments.of(
                        new AccessDeniedException("/cache"), "/cache: may not be read or written"),
                Arguments.of(
                        new FileSystemException("/cache", null, "Read-only file system"),
                        "/cache: java.nio.file.FileSystemException: /cache: Read-only file system"));
    }

    @Test
    void whatSaysAllItselfIsSaidOnce() {
        var parsers = new IOException("Unrecognized property (class Entry)");
        var failure = new IOException("tenants.yaml:3:5: no such word", parsers);

        assertThat(StartFailure.sentence(failure, BROKERS))
                .isEqualTo("tenants.yaml:3:5: no such word");
    }
}
