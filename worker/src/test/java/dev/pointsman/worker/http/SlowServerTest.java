package dev.pointsman.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.tenant.Audit;
import dev.pointsman.worker.tenant.Grants;
import dev.pointsman.worker.tenant.NamePattern;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/**
 * A guest that asks somebody who does not get to an end: its time is up, and so is the connection.
 */
class SlowServerTest {
    private static final Duration A_MOMENT = Duration.ofMillis(50);

    private final CountDownLatch left = new CountDownLatch(1);

    @Test
    void aServerThatSaysNothingIsLeftWhenTheJobsTimeIsUp() throws Exception {
        assertLeft(SlowServerTest::awaitEnd);
    }

    @Test
    void aServerThatBeginsAndDoesNotEndIsLeftToo() throws Exception {
        assertLeft(client -> {
            client.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\n\r\nsome".getBytes(StandardCharsets.UTF_8));
            awaitEnd(client);
        });
    }

    /** Each byte is in time, and none of them gives the job more of it. */
    @Test
    void aServerThatSaysALittleNowAndThenIsLeftToo() throws Exception {
        assertLeft(client -> {
            var out = client.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            while (!hasLeftWithin(A_MOMENT, client)) {
                out.write('.');
            }
        });
    }

    private void assertLeft(TestingServer.Talk talk) throws Exception {
        try (var server = TestingServer.at("127.0.0.1", client -> talkToTheEnd(talk, client));
                var sandbox = new TestingSandbox()) {
            var origin = "http://127.0.0.1:" + server.port();

            var ended = sandbox.run(asking(origin).bytes(), context(origin));

            assertThat(ended.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
            left.await();
        }
    }

    private void talkToTheEnd(TestingServer.Talk talk, Socket client) throws IOException {
        try {
            talk.with(client);
        } finally {
            left.countDown();
        }
    }

    private static void awaitEnd(Socket client) throws IOException {
        while (client.getInputStream().read() >= 0) {
            // Whatever else the client says does not matter.
        }
    }

    private static boolean hasLeftWithin(Duration time, Socket client) throws IOException {
        client.setSoTimeout((int) time.toMillis());
        try {
            awaitEnd(client);
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    private static WasmBytes asking(String url) {
        return WasmBytes.module()
                .importing("pointsman/v1", "http_request", "iiiiiiiiii>i")
                .function(
                        ">",
                        "i32.const 0 i32.const 3 i32.const 8 i32.const "
                                + url.length()
                                + " i32.const 0 i32.const 0 i32.const 0 i32.const 0"
                                + " i32.const 1000 i32.const 1000 call 0 drop")
                .memory(1, 1)
                .data(0, "GET".getBytes(StandardCharsets.UTF_8))
                .data(8, url.getBytes(StandardCharsets.UTF_8))
                .export("_start", 1);
    }

    private static JobContext context(String origin) {
        var limits = TestingLimits.timeout(Duration.ofSeconds(2));
        var policy =
                TestingContexts.allowing(TestingContexts.ACME, limits)
                        .granting(
                                new Grants(
                                        List.of(NamePattern.of("*")),
                                        List.of(),
                                        TestingCaller.allowing(origin, "127.0.0.0/8"),
                                        Map.of(),
                                        List.of(),
                                        Map.of(),
                                        Map.of(),
                                        Audit.NONE));
        return TestingContexts.context(policy, TestingContexts.request(""));
    }
}
