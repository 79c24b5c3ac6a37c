package dev.pointsman.it.chaos.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class FreePortTest {
    private static final int ENOUGH = 200;

    @Test
    void canBeHadWhoeverHasOthersAndIsNoClientsPort() throws IOException {
        var taken = new ArrayList<ServerSocket>();
        try {
            for (var i = 0; i < ENOUGH; i++) {
                var port = FreePort.any();
                assertThat(port).isBetween(20_000, 32_767);
                taken.add(new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1")));
            }
        } finally {
            for (var socket : taken) {
                socket.close();
            }
        }
    }
}
