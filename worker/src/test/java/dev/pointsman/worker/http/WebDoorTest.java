package dev.pointsman.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Links;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.testing.TestingContexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request carries, and how much of an answer comes back. */
class WebDoorTest {
    private static final String HERE = "127.0.0.1";
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void anAnswerIsStatusHeadersAndBody() throws IOException {
        var raw = "HTTP/1.1 404 Not Found\r\nX-Why: gone\r\nContent-Length: 2\r\n\r\nno";
        try (var server = TestingServer.at(HERE, raw)) {
            var answer = caller(server).get(origin(server) + "/a?b=c");

            assertThat(answer).isEqualTo("404\nx-why: gone\ncontent-length: 2\n\nno");
            assertThat(server.requests().getFirst()).startsWith("GET /a?b=c HTTP/1.1\r\n");
        }
    }

    @Test
    void theWorkerSaysWhichCallItIs() throws IOException {
        try (var server = TestingServer.at(HERE, TestingServer.OK)) {
            var caller = caller(server);
            var job = TestingContexts.request("").identity().digest();

            caller.ask("POST", origin(server), "X-Mine: 1", "hello");
            caller.get(origin(server));

            assertThat(server.requests().get(0))
                    .contains(
                            "idempotency-key: " + job + ":1\r\n",
                            "traceparent: " + TRACE,
                            "x-mine: 1",
                            "Content-Length: 5")
                    .doesNotContain("gzip");
            assertThat(server.requests().get(1)).contains("idempotency-key: " + job + ":2");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"CONNECT, ''", "TRACE, ''", "get, ''", "GET, body", "'', ''"})
    void aMethodThatIsNoneEndsTheJob(String method, String body) throws IOException {
        try (var server = TestingServer.at(HERE, TestingServer.OK)) {
            var caller = caller(server);

            var stopped =
                    catchThrowableOfType(
                            JobStopped.class, () -> caller.ask(method, origin(server), "", body));

            assertThat(stopped.code()).isEqualTo(ErrorCode.HOST_CALL_INVALID);
        }
    }

    @Test
    void anAnswerThatDoesNotFitIsAskedForAgainWithoutASecondRequest() throws IOException {
        try (var server = TestingServer.at(HERE, TestingServer.OK)) {
            var caller = caller(server);

            var needed = caller.ask(3, "GET", origin(server), "", "");
            var answer = caller.get(origin(server));

            assertThat(needed).isEqualTo(-(answer.length() + 1L));
            assertThat(answer).endsWith("hello");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void anotherQuestionIsNotAnsweredWithWhatIsKept() throws IOException {
        try (var server = TestingServer.at(HERE, TestingServer.OK)) {
            var caller = caller(server);

            caller.ask(3, "GET", origin(server), "", "");
            caller.get(origin(server) + "/other");
            caller.get(origin(server));

            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @Test
    void whatIsPackedStaysPacked() throws IOException {
        var packed = gzip("x".repeat(1_000_000));
        try (var server =
                TestingServer.at(
                        HERE,
                        client -> {
                            var out = client.getOutputStream();
                            out.write(
                                    ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                                                    + packed.length
                                                    + "\r\n\r\n")
                                            .getBytes(StandardCharsets.UTF_8));
                            out.write(packed);
                        })) {
            var length = caller(server).ask(40_000, "GET", origin(server), "", "");

            assertThat(length).isBetween((long) packed.length, packed.length + 100L);
        }
    }

    @Test
    void anAnswerWithoutEndIsTooLarge() throws IOException {
        var kilobyte = new byte[1024];
        try (var server =
                TestingServer.at(
                        HERE,
                        client -> {
                            var out = client.getOutputStream();
                            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                            while (!client.isClosed()) {
                                out.write(kilobyte);
                            }
                        })) {
            var answer = caller(server).get(origin(server));

            assertThat(answer).isEqualTo("0 HTTP-response-body-size\n\n");
        }
    }

    @Test
    void anAnswerOfHeadersOnlyIsTooLarge() throws IOException {
        var many = "HTTP/1.1 200 OK\r\n" + "X-A: b\r\n".repeat(500) + "\r\n";
        try (var server = TestingServer.at(HERE, many)) {
            var answer = caller(server).get(origin(server));

            assertThat(answer).isEqualTo("0 HTTP-response-header-section-size\n\n");
        }
    }

    @Test
    void aServerThatAsksForASecondTryGetsNone() throws IOException {
        var busy = "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n";
        try (var server = TestingServer.at(HERE, busy)) {
            var answer = caller(server).get(origin(server));

            assertThat(answer).startsWith("503\n").contains("retry-after: 0\n");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhi', HTTP-protocol-error",
        "'', connection-terminated",
        "'garbage\r\n\r\n', HTTP-protocol-error",
    })
    void aBadAnswerIsAFaultWithAName(String raw, String fault) throws IOException {
        try (var server = TestingServer.at(HERE, raw)) {
            var answer = caller(server).get(origin(server));

            assertThat(answer).isEqualTo("0 " + fault + "\n\n");
        }
    }

    /**
     * A server that is closed may still be connected to for a moment; and its port is another's.
     */
    @Test
    void aPortWhereNobodyListensRefuses() throws IOException {
        try (var held = new Socket()) {
            held.bind(new InetSocketAddress(HERE, 0));
            var origin = origin(held.getLocalPort());

            var answer = caller(origin).get(origin);

            assertThat(answer).isEqualTo("0 connection-refused\n\n");
        }
    }

    private static TestingCaller caller(TestingServer server) {
        return caller(origin(server));
    }

    private static TestingCaller caller(String origin) {
        var links =
                new Links(Optional.empty(), Optional.empty(), Optional.of(TRACE), Optional.empty());
        return TestingCaller.to(
                TestingCaller.allowing(origin, "127.0.0.0/8"),
                TestingContexts.request("").withLinks(links),
                HERE);
    }

    private static String origin(TestingServer server) {
        return origin(server.port());
    }

    private static String origin(int port) {
        return "http://allowed.example:" + port;
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
