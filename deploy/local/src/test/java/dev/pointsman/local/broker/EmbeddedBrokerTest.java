package dev.pointsman.local.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a running broker offers; all tests share one. */
@Timeout(60)
final class EmbeddedBrokerTest {
    private static EmbeddedBroker broker;
    private static TestingClients clients;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(BrokerSettings.temporary());
        clients = TestingClients.of(broker);
    }

    @AfterAll
    static void closeBroker() {
        broker.close();
    }

    @Test
    void aGroupReadsWhatATransactionWrote() throws Exception {
        clients.createTopic("letters");
        clients.write("letters", "hello");

        var read = clients.read("letters");

        assertThat(read).containsExactly("hello");
    }

    @Test
    void transactionsAreOfTheSecondVersion() throws Exception {
        try (var admin = clients.admin()) {
            var features = admin.describeFeatures().featureMetadata().get(30, TimeUnit.SECONDS);

            assertThat(features.finalizedFeatures())
                    .extractingByKey("transaction.version")
                    .extracting(FinalizedVersionRange::maxVersionLevel)
                    .isEqualTo((short) 2);
        }
    }

    @Test
    void clientsAreToldTheLoopbackAddress() throws Exception {
        try (var admin = clients.admin()) {
            var nodes = admin.describeCluster().nodes().get(30, TimeUnit.SECONDS);

            assertThat(nodes)
                    .singleElement()
                    .extracting(Node::host, Node::port)
                    .containsExactly("127.0.0.1", port());
        }
    }

    @Test
    void onNoOtherAddressOfTheMachineThePortIsTaken() throws Exception {
        for (var address : addressesOtherThanLoopback()) {
            try (var socket = new ServerSocket(port(), 1, address)) {
                assertThat(socket.isBound()).as("port free on %s", address).isTrue();
            }
        }
    }

    @Test
    void askingForATopicDoesNotMakeIt() throws Exception {
        try (var consumer = clients.consumer("curious");
                var admin = clients.admin()) {
            assertThat(consumer.partitionsFor("imagined", Duration.ofSeconds(30))).isEmpty();

            assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS))
                    .doesNotContain("imagined");
        }
    }

    private static int port() {
        var address = broker.bootstrapServers();
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }

    private static List<InetAddress> addressesOtherThanLoopback() throws Exception {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }
}
