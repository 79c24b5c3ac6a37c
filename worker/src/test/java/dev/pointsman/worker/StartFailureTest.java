package dev.pointsman.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator reads whose worker does not start: thing, value, expectation. */
class StartFailureTest {
    private static final Optional<String> BROKERS = Optional.of("kafkaa");

    @Test
    void anAddressThatIsNoneIsNamedWithItsKeyAndTheReason() {
        assertThat(StartFailure.sentence(failureAt("kafkaa"), BROKERS))
                .isEqualTo(
                        "pointsman.kafka.bootstrap.servers: 'kafkaa': no address, Invalid url in"
                                + " bootstrap.servers: kafkaa (expected: HOST:PORT, or several with"
                                + " commas between)");
    }

    /** The key of the brokers was blamed for it. */
    @Test
    void aMissingRightIsNotTheAddresss() {
        var failure =
                new KafkaException(
                        "the broker refuses", new TopicAuthorizationException("no: [jobs]"));

        assertThat(StartFailure.sentence(failure, BROKERS))
                .isEqualTo(
                        "'kafkaa': not allowed, no: [jobs] (expected: a user with these rights, see"
                                + " deploy/acls*.txt)");
    }

    private static KafkaException failureAt(String brokers) {
        try (var _ = Admin.create(Map.of("bootstrap.servers", brokers))) {
            throw new AssertionError(brokers + " is an address");
        } catch (KafkaException e) {
            return e;
        }
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
                        "/cache: Read-only file system"),
                Arguments.of(new FileSystemException("/cache"), "/cache: cannot be used"),
                Arguments.of(new NotDirectoryException("/cache"), "/cache: not a folder"),
                Arguments.of(new FileAlreadyExistsException("/cache"), "/cache: there already"));
    }

    @Test
    void whatSaysAllItselfIsSaidOnce() {
        var parsers = new IOException("Unrecognized property (class Entry)");
        var failure = new IOException("tenants.yaml:3:5: no such word", parsers);

        assertThat(StartFailure.sentence(failure, BROKERS))
                .isEqualTo("tenants.yaml:3:5: no such word");
    }
}
