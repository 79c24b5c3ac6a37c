package dev.pointsman.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.tenant.WebOrigin;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ways to where no policy lets a guest: a canary listens on all of loopback, every name leads
 * there, and nobody may ever connect. PORT is the canary's.
 */
class EscapesTest {
    private static final String ALLOWED = "http://allowed.example:PORT";

    @AutoClose private TestingServer canary;

    @BeforeEach
    void listen() throws IOException {
        canary = TestingServer.at("::", TestingServer.OK);
    }

    @Test
    void theCanaryIsThere() {
        var caller =
                TestingCaller.to(TestingCaller.allowing(here(ALLOWED), "127.0.0.0/8"), "127.0.0.1");

        var answer = caller.get(here(ALLOWED));

        assertThat(answer).startsWith("200\n").endsWith("\n\nhello");
        assertThat(canary.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/",
                "http://localhost:PORT/",
                "http://[::1]:PORT/",
                "http://0.0.0.0:PORT/",
                "http://[::]:PORT/",
                "http://2130706433:PORT/",
                "http://0x7f000001:PORT/",
                "http://0x7f.1:PORT/",
                "http://017700000001:PORT/",
                "http://0177.0.0.1:PORT/",
                "http://127.1:PORT/",
                "http://127.0.1:PORT/",
                "http://127.000.000.001:PORT/",
                "http://[::ffff:127.0.0.1]:PORT/",
                "http://[::ffff:7f00:1]:PORT/",
                "http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/",
                "http://[::127.0.0.1]:PORT/",
                "http://[64:ff9b::7f00:1]:PORT/",
                "http://[2002:7f00:1::]:PORT/",
                "http://[fe80::1%25lo]:PORT/",
                "http://169.254.169.254/latest/meta-data/",
                "http://[fd00:ec2::254]/latest/meta-data/",
                "http://metadata.google.internal/",
                "http://allowed.example@127.0.0.1:PORT/",
                "http://allowed.example:PORT@127.0.0.1:PORT/",
                "http://127.0.0.1:PORT#@allowed.example:PORT/",
                "http://127.0.0.1:PORT\\@allowed.example:PORT/",
                "http://127.0.0.1:PORT?@allowed.example:PORT/",
                "http://127.0.0.1:PORT/@allowed.example:PORT/",
                "http://evilallowed.example:PORT/",
                "http://allowed.example.evil.test:PORT/",
                "http://sub.allowed.example:PORT/",
                "http://allowed.example.:PORT/",
                "http://allowed.example/",
                "https://allowed.example:PORT/",
                "HTTP://127.0.0.1:PORT/",
                "http:127.0.0.1:PORT/",
                "http:///127.0.0.1:PORT/",
                "http:\\\\127.0.0.1:PORT\\",
                "//127.0.0.1:PORT/",
                "file:///etc/passwd",
                "ftp://127.0.0.1:PORT/",
                "gopher://127.0.0.1:PORT/_GET",
                "jar:http://127.0.0.1:PORT!/",
                "http://①②⑦.⓪.⓪.①:PORT/",
                "http://allowed。example:PORT/",
                "http://allowed.example\u0000.evil.test:PORT/",
                "http://allowed.example:PORT\r\nHost: evil",
                "http://allowed.example:PORT/ HTTP/1.1\r\nX-Evil: 1\r\n",
                "http://allowed.example:99999/",
                "http://allowed.example:-1/",
                "http://allowed.example: PORT/",
                "http://allowed%2eexample:PORT/",
                "http://%61llowed.example:PORT/",
                "http://",
                "",
            })
    void anAddressThatIsNotOnTheListIsNotAsked(String url) {
        var caller = TestingCaller.to(TestingCaller.allowing(here(ALLOWED)), "127.0.0.1");

        var stopped = catchThrowableOfType(JobStopped.class, () -> caller.get(here(url)));

        assertThat(stopped.code()).isIn(ErrorCode.CAPABILITY_DENIED, ErrorCode.HOST_CALL_INVALID);
        assertThat(caller.lookUps()).isZero();
        assertThat(canary.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1.2.3",
                "0.0.0.0",
                "::1",
                "::",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::7f00:1",
                "2002:7f00:1::",
                "2001:0:7f00:1::",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "100::1",
                "5f00::1",
                "2001:db8::1",
                "169.254.169.254",
                "169.254.170.2",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "192.0.2.1",
                "203.0.113.1",
                "192.88.99.1",
            })
    void aNameThatLeadsToSuchAnAddressIsNotFollowed(String address) {
        var caller = TestingCaller.to(TestingCaller.allowing(here(ALLOWED)), address);

        var stopped = catchThrowableOfType(JobStopped.class, () -> caller.get(here(ALLOWED)));

        assertThat(stopped.code()).isEqualTo(ErrorCode.CAPABILITY_DENIED);
        assertThat(stopped.detail()).contains("no public address").doesNotContain(address);
        assertThat(canary.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT",
                "http://[::1]:PORT",
                "http://0.0.0.0:PORT",
                "http://[::]:PORT"
            })
    void anAddressOnTheListIsNoNetworkOnTheList(String origin) {
        var caller = TestingCaller.to(TestingCaller.allowing(here(origin)), "127.0.0.1");

        var stopped = catchThrowableOfType(JobStopped.class, () -> caller.get(here(origin)));

        assertThat(stopped.code()).isEqualTo(ErrorCode.CAPABILITY_DENIED);
        assertThat(canary.connections()).isZero();
    }

    @Test
    void aNameWithOneAddressThatIsRefusedIsRefusedWhole() {
        var http = TestingCaller.allowing(here(ALLOWED), "127.0.0.2/32");
        var caller = TestingCaller.to(http, "127.0.0.2", "127.0.0.1");

        assertThatThrownBy(() -> caller.get(here(ALLOWED))).isInstanceOf(JobStopped.class);

        assertThat(canary.connections()).isZero();
    }

    @Test
    void aNameIsLookedUpOnceACall() throws IOException {
        try (var server = TestingServer.at("127.0.0.2", TestingServer.OK)) {
            var origin = "http://allowed.example:" + server.port();
            var caller =
                    TestingCaller.to(TestingCaller.allowing(origin, "127.0.0.2/32"), "127.0.0.2");

            caller.get(origin);

            assertThat(caller.lookUps()).isEqualTo(1);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    /** Rebinding: the name leads elsewhere as soon as its address has been found good. */
    @Test
    void whatWasCheckedIsWhatIsConnectedTo() throws IOException {
        try (var server = TestingServer.at("127.0.0.2", TestingServer.OK);
                var forbidden = server.twinAt("127.0.0.1")) {
            var origin = "http://allowed.example:" + server.port();
            var http = TestingCaller.allowing(origin, "127.0.0.2/32");
            var caller = TestingCaller.flipping(http, "127.0.0.2", "127.0.0.1");

            var first = caller.get(origin);
            var second = catchThrowableOfType(JobStopped.class, () -> caller.get(origin + "/2"));
            var third = caller.get(origin + "/3");

            assertThat(first).startsWith("200\n");
            assertThat(second.code()).isEqualTo(ErrorCode.CAPABILITY_DENIED);
            assertThat(third).startsWith("200\n");
            assertThat(server.connections()).isEqualTo(2);
            assertThat(forbidden.connections()).isZero();
        }
    }

    @Test
    void aRedirectionIsHandedToTheGuestAndNotFollowed() throws IOException {
        var away =
                here(
                        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:PORT/\r\nContent-Length: 0\r\n\r\n");
        try (var server = TestingServer.at("127.0.0.2", away)) {
            var origin = "http://allowed.example:" + server.port();
            var caller =
                    TestingCaller.to(TestingCaller.allowing(origin, "127.0.0.0/8"), "127.0.0.2");

            var answer = caller.get(origin);

            assertThat(answer).startsWith("302\nlocation: http://127.0.0.1");
        }
        assertThat(canary.connections()).isZero();
    }

    /** Not that of the client's protocol, nor the one that every socket of the machine has. */
    @ParameterizedTest
    @ValueSource(
            strings = {"http.proxyHost http.nonProxyHosts", "socksProxyHost socksNonProxyHosts"})
    void aProxyOfTheWorkersIsNotUsed(String properties) throws IOException {
        var names = properties.split(" ", -1);
        System.setProperty(names[0], "127.0.0.1");
        System.setProperty(names[0].replace("Host", "Port"), Integer.toString(canary.port()));
        System.setProperty(names[1], "");
        try (var server = TestingServer.at("127.0.0.2", TestingServer.OK)) {
            var origin = "http://allowed.example:" + server.port();
            var http = TestingCaller.allowing(origin, "127.0.0.0/8");

            var answer = TestingCaller.to(http, "127.0.0.2").get(origin);

            assertThat(answer).startsWith("200\n");
            assertThat(server.connections()).isEqualTo(1);
            assertThat(canary.connections()).isZero();
        } finally {
            System.clearProperty(names[0]);
            System.clearProperty(names[0].replace("Host", "Port"));
            System.clearProperty(names[1]);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com/path",
                "https://*.example.com",
                "https://user@api.example.com",
                "https://api.example.com:0",
                "https://api_example.com",
                "https://2130706433",
                "https://0x7f.1",
                "https://127.1",
                "https://[::ffff:10.0.0.1]",
                "api.example.com",
                "ftp://api.example.com",
            })
    void aPolicyNamesPlacesInOneWayOnly(String origin) {
        assertThatThrownBy(() -> WebOrigin.of(origin))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: scheme, host and port");
    }

    private String here(String text) {
        return text.replace("PORT", Integer.toString(canary.port()));
    }
}
