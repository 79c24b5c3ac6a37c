package dev.pointsman.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.worker.job.DuplicateWindows;
import dev.pointsman.worker.job.KeyOrders;
import dev.pointsman.worker.sandbox.JobThreads;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a session and its clients when Kafka fails it, or something worse happens. */
class IntakeLoopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @AutoClose private final JobThreads threads = new JobThreads(1);

    private final TestingClients clients = new TestingClients();
    private final IntakeLoop loop =
            new IntakeLoop(
                    TestingClients.SETTINGS,
                    new JobWork(
                            TestingRunner.of(() -> TestingRunner.ACME),
                            TestingRunner.CANCELLED,
                            DuplicateWindows.none(),
                            KeyOrders.none(),
                            threads,
                            List.of(),
                            List.of()),
                    InstantSource.system(),
                    clients);

    @ParameterizedTest
    @ValueSource(
            strings = {"admin", "producer", "consumer", "consumer of state", "consumer of retries"})
    void ifALaterClientCannotBeMadeTheEarlierOnesAreClosed(String impossible) {
        clients.impossible = impossible;
        clients.then = loop::stop;

        loop.run();

        Awaitility.await().atMost(PATIENCE).until(() -> clients.open().isEmpty());
        assertThat(clients.made()).doesNotContain(impossible + " 0");
    }

    static Stream<RuntimeException> consumersFaults() {
        return Stream.of(
                new OffsetOutOfRangeException(Map.of(TestingJobs.ZERO, 5L)),
                new TopicAuthorizationException(Set.of(TestingJobs.JOBS)),
                GroupAuthorizationException.forGroupId("workers"),
                new KafkaException("a record cannot be read"));
    }

    @ParameterizedTest
    @MethodSource("consumersFaults")
    void whateverKafkasConsumerFailsByThereIsANewOne(RuntimeException fault) {
        clients.polls.add(fault);
        clients.then = loop::stop;

        loop.run();

        assertThat(clients.made())
                .contains("consumer 0", "consumer 1")
                .doesNotContain("consumer 2");
        Awaitility.await().atMost(PATIENCE).until(() -> clients.open().isEmpty());
    }

    @Test
    void aDefectEndsItAndLeavesNoClientOpen() {
        clients.polls.add(new IllegalArgumentException("nobody thought of it"));

        assertThatThrownBy(loop::run).hasMessage("nobody thought of it");

        Awaitility.await().atMost(PATIENCE).until(() -> clients.open().isEmpty());
    }

    /** Whichever thread has met it. */
    @Test
    void aBrokenVirtualMachineEndsItWhateverItDoes() {
        var broken = new InternalError("broken");
        clients.then = () -> loop.fail(broken);

        assertThatThrownBy(loop::run).hasRootCause(broken);

        Awaitility.await().atMost(PATIENCE).until(() -> clients.open().isEmpty());
    }

    @Test
    void itDoesNotEvenBeginOnABrokenVirtualMachine() {
        var broken = new InternalError("broken");
        loop.fail(broken);

        assertThatThrownBy(loop::run).hasRootCause(broken);

        assertThat(clients.made()).isEmpty();
    }
}
