package dev.pointsman.local.broker;

import static dev.pointsman.local.broker.TestingThreads.keepingTheProcessAlive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can be in the way of a start. */
@Timeout(120)
final class BrokerStartTest {
    @Test
    void aTakenPortIsNamed() throws Exception {
        try (var taken = takenPort()) {
            var settings = BrokerSettings.temporary().onPort(taken.getLocalPort());

            assertThatThrownBy(() -> EmbeddedBroker.start(settings))
                    .isInstanceOf(BrokerNotStarted.class)
                    .hasMessageContaining("client port: " + taken.getLocalPort())
                    .hasMessageContaining("(expected: a free port; end what listens there");
        }
    }

    @Test
    void aControllerPortTakenInTheMeantimeIsReplaced() throws Exception {
        try (var taken = takenPort()) {
            var good = LoopbackPorts.probe(0);
            var bad = new LoopbackPorts(good.client(), taken.getLocalPort());

            assertStartsOnTheSecond(bad, good);
        }
    }

    @Test
    void aClientPortTakenInTheMeantimeIsReplaced() throws Exception {
        try (var taken = takenPort()) {
            var good = LoopbackPorts.probe(0);
            var bad = new LoopbackPorts(taken.getLocalPort(), good.controller());

            assertStartsOnTheSecond(bad, good);
        }
    }

    @Test
    void afterFiveTakenPortsTheStartIsGivenUpAndNothingRuns() throws Exception {
        var before = keepingTheProcessAlive();
        try (var taken = takenPort()) {
            var bad = new LoopbackPorts(LoopbackPorts.probe(0).client(), taken.getLocalPort());

            assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.temporary(), () -> bad))
                    .isInstanceOf(BrokerNotStarted.class)
                    .hasMessageContaining("5 times taken");

            assertThat(keepingTheProcessAlive()).isSubsetOf(before);
        }
    }

    @Test
    void aFolderThatIsAFileIsNamed(@TempDir Path folder) throws Exception {
        var file = Files.createFile(folder.resolve("file"));
        var settings = BrokerSettings.in(file);

        assertThatThrownBy(() -> EmbeddedBroker.start(settings))
                .isInstanceOf(BrokerNotStarted.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aFolderInUseIsNamedAndStaysInUse(@TempDir Path folder) throws Exception {
        var settings = BrokerSettings.in(folder);
        try (var first = EmbeddedBroker.start(settings)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(settings))
                    .isInstanceOf(BrokerNotStarted.class)
                    .hasMessageContaining(folder.toString());

            TestingClients.of(first).createTopic("still-there");
        }
    }

    private static void assertStartsOnTheSecond(LoopbackPorts bad, LoopbackPorts good)
            throws Exception {
        Iterator<LoopbackPorts> choices = List.of(bad, good).iterator();
        try (var broker = EmbeddedBroker.start(BrokerSettings.temporary(), choices::next)) {
            assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + good.client());
            TestingClients.of(broker).createTopic("made");
        }
    }

    private static ServerSocket takenPort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
    }
}
