package dev.pointsman.it.chaos.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RelayTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 200;

    private ServerSocket broker;
    private Relay relay;
    private Socket client;
    private Socket accepted;

    @BeforeEach
    void connect() throws IOException {
        broker = new ServerSocket(0, 1, LOOPBACK);
        relay = Relay.to(broker.getLocalPort());
        client = new Socket(LOOPBACK, relay.port());
        accepted = broker.accept();
        client.setSoTimeout(PATIENCE_MILLIS);
        accepted.setSoTimeout(PATIENCE_MILLIS);
        // The link is in the relay's list once it has carried something.
        say(client, 1);
        assertThat(hear(accepted)).isEqualTo(1);
    }

    @AfterEach
    void disconnect() throws IOException {
        relay.close();
        client.close();
        accepted.close();
        broker.close();
    }

    @Test
    void inClearWeatherBytesGoBothWays() throws IOException {
        say(client, 7);
        say(accepted, 8);

        assertThat(hear(accepted)).isEqualTo(7);
        assertThat(hear(client)).isEqualTo(8);
    }

    @Test
    void onASlowLinkBytesTakeTheirTime() throws IOException {
        var delay = Duration.ofMillis(300);
        relay.weather(new Weather.Slow(delay));
        var startNanos = System.nanoTime();

        say(client, 7);

        assertThat(hear(accepted)).isEqualTo(7);
        assertThat(System.nanoTime() - startNanos).isGreaterThanOrEqualTo(delay.toNanos());
    }

    @Test
    void aHalfOpenLinkCarriesBytesOneWayOnly() throws IOException {
        relay.halfOpen(Weather.Side.CLIENT);

        say(client, 7);
        say(accepted, 8);

        assertThat(hear(accepted)).isEqualTo(7);
        assertThat(isSilent(client)).isTrue();
    }

    @Test
    void aLinkThatSwallowedBytesIsClosedWhenTheWeatherClears() throws IOException {
        relay.halfOpen(Weather.Side.BROKER);

        relay.weather(new Weather.Clear());

        assertThat(hear(client)).isEqualTo(-1);
        assertThat(hear(accepted)).isEqualTo(-1);
    }

    @Test
    void aDroppedLinkIsClosedOnBothSidesAndTheNextIsGood() throws IOException {
        relay.drop();

        assertThat(hear(client)).isEqualTo(-1);
        assertThat(hear(accepted)).isEqualTo(-1);
        try (var next = new Socket(LOOPBACK, relay.port());
                var met = broker.accept()) {
            say(next, 9);
            assertThat(hear(met)).isEqualTo(9);
        }
    }

    private static void say(Socket socket, int number) throws IOException {
        socket.getOutputStream().write(number);
    }

    private static int hear(Socket socket) throws IOException {
        return socket.getInputStream().read();
    }

    private static boolean isSilent(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        try {
            hear(socket);
            return false;
        } catch (SocketTimeoutException _) {
            return true;
        }
    }
}
