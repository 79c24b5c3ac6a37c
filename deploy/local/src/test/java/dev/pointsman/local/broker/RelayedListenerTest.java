package dev.pointsman.local.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A second way in: who comes by it is sent to the relay, who comes by the first is not. */
@Timeout(120)
final class RelayedListenerTest {
    private static final int PATIENCE_MILLIS = 30_000;

    private int relayedPort;

    @Test
    void whoeverComesByTheRelayIsSentToItAgain() throws Exception {
        try (var relay = listen();
                var broker = EmbeddedBroker.start(relayed(relay.getLocalPort()))) {
            relay.setSoTimeout(PATIENCE_MILLIS);
            var admin = admin("127.0.0.1:" + relayedPort);

            var _ = admin.describeCluster();

            assertThat(relay.accept().isConnected()).isTrue();
            // Nobody answers it there.
            admin.close(Duration.ZERO);
            assertThat(advertisedBy(broker)).isEqualTo(broker.bootstrapServers());
        }
    }

    private BrokerSettings relayed(int relay) throws IOException {
        try (var free = listen()) {
            relayedPort = free.getLocalPort();
        }
        return BrokerSettings.temporary().relayedBy(new RelayedListener(relayedPort, relay));
    }

    private static String advertisedBy(EmbeddedBroker broker) throws Exception {
        try (var admin = admin(broker.bootstrapServers())) {
            var nodes = admin.describeCluster().nodes();
            var node = nodes.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).iterator().next();
            return node.host() + ":" + node.port();
        }
    }

    private static Admin admin(String address) {
        return Admin.create(
                Map.of("bootstrap.servers", address, "default.api.timeout.ms", PATIENCE_MILLIS));
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
    }
}
