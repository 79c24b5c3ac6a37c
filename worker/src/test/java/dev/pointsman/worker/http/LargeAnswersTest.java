package dev.pointsman.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.pointsman.worker.tenant.HttpGrant;
import dev.pointsman.worker.tenant.IpRange;
import dev.pointsman.worker.tenant.WebOrigin;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An answer as large as it may be costs what the heap's budget has for it, and no more. */
class LargeAnswersTest {
    private static final String HERE = "127.0.0.1";
    private static final int MOST_BYTES = 8 << 20;
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Length: " + MOST_BYTES + "\r\n\r\n";
    private static final int CAPACITY = 40_000;

    /** Classes are loaded, and what is made once is made. */
    @BeforeEach
    void askOnceBefore() throws IOException {
        try (var server = TestingServer.at(HERE, TestingServer.OK)) {
            var caller = TestingCaller.to(allowing(server), HERE);

            assertThat(caller.get(origin(server))).endsWith("hello");
        }
    }

    /**
     * What came, in pieces that may be half full, the array of it, and what the guest is to be
     * handed: two of them at once, and all of them what is allocated.
     */
    @Test
    void anAnswerIsWrittenOnce() throws IOException {
        try (var server = TestingServer.at(HERE, LargeAnswersTest::sayMuch)) {
            var caller = TestingCaller.to(allowing(server), HERE);
            var before = allocated();

            var length = caller.ask(CAPACITY, "GET", origin(server), "", "");

            assertThat(allocated() - before).isLessThan(4L * MOST_BYTES + 1_500_000);
            assertThat(-length - 1).isGreaterThan(MOST_BYTES).isLessThan(MOST_BYTES + 100);
        }
    }

    private static void sayMuch(Socket client) throws IOException {
        var out = client.getOutputStream();
        out.write(HEAD.getBytes(StandardCharsets.ISO_8859_1));
        out.write(new byte[MOST_BYTES]);
    }

    private static HttpGrant allowing(TestingServer server) {
        return new HttpGrant(
                List.of(WebOrigin.of(origin(server))),
                List.of(IpRange.of("127.0.0.0/8")),
                Map.of(),
                1,
                MOST_BYTES);
    }

    private static String origin(TestingServer server) {
        return "http://allowed.example:" + server.port();
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }
}
