package dev.pointsman.worker.observe.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.observe.meters.Meters;
import dev.pointsman.worker.observe.meters.RunningJobs;
import dev.pointsman.worker.tenant.Tenants;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * By which names the admin port may be asked. A page of another site may have its own name lead to
 * a visitor's own machine, and would then read what only that machine is to read.
 */
class AskedNameTest {
    @AutoClose private final Meters meters = new Meters();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:9464",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.0.0.1@evil.example",
                "[::1].evil.example",
                "x<script>",
                "",
                ":9464"
            })
    void aPortOnLoopbackIsNotAskedByANameOfSomebodyElse(String host) throws Exception {
        for (var path : new String[] {"/", "/metrics", "/readyz", "/events", "/nothing"}) {
            assertThat(asked("127.0.0.1:0", "GET " + path + " HTTP/1.1\r\nHost: " + host))
                    .startsWith("HTTP/1.1 421")
                    .endsWith(
                            "\r\n\r\nthis port is for its own machine (expected: Host with an IP"
                                    + " address, or localhost)\n");
        }
    }

    @Test
    void norByTwoNames() throws Exception {
        var request = "GET /livez HTTP/1.1\r\nHost: localhost\r\nHost: evil.example";

        assertThat(asked("127.0.0.1:0", request)).startsWith("HTTP/1.1 421");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:9464",
                "127.0.0.1",
                "127.0.0.1:9464",
                "10.1.2.3:9464",
                "[::1]",
                "[::1]:9464",
                "[fe80::1%25eth0]:9464"
            })
    void itIsByAnAddressOrAsLocalhost(String host) throws Exception {
        assertThat(asked("127.0.0.1:0", "GET /livez HTTP/1.1\r\nHost: " + host))
                .startsWith("HTTP/1.1 200");
    }

    /** As simple probes do; no browser. */
    @Test
    void whoNamesNobodyIsAnswered() throws Exception {
        assertThat(asked("127.0.0.1:0", "GET /livez HTTP/1.0")).startsWith("HTTP/1.1 200");
    }

    /** Others are meant to reach it, by whatever name they have for it. */
    @Test
    void aPortOnAllInterfacesIsAskedByAnyName() throws Exception {
        assertThat(asked("0.0.0.0:0", "GET /livez HTTP/1.1\r\nHost: worker-0.pointsman:9464"))
                .startsWith("HTTP/1.1 200");
    }

    private String asked(String listen, String request) throws IOException {
        var address = AdminAddress.of(listen);
        try (var server = AdminPort.open(address, Optional::empty, () -> "", overview());
                var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(60_000);
            var bytes = (request + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(bytes);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Overview overview() {
        var running = new RunningJobs(meters.registry(), InstantSource.system());
        var tenants = new Tenants("v1", Map.of());
        return new Overview(() -> tenants, running, new Tally(), () -> 0, InstantSource.system());
    }
}
