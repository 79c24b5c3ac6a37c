package dev.pointsman.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Servers that say more than anybody wants to hear, in every place where an answer may be long.
 * What the calling thread allocates, garbage included, is never more than the answer's limit and
 * one and a half megabytes, of which less than half is held at once. A server ends after 32 MiB, so
 * that a client that hears it all fails here, and does not hang.
 */
class EndlessAnswersTest {
    private static final String HERE = "127.0.0.1";
    private static final int ENOUGH = 32 << 20;
    private static final int MOST_BYTES = 10_000;
    private static final long MAY_ALLOCATE = MOST_BYTES + 1_500_000;

    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    /** Classes are loaded, and what is made once is made. */
    @BeforeEach
    void askOnceBefore() throws IOException {
        try (var server = TestingServer.at(HERE, CHUNKED + "5;a=b\r\nhello\r\n0\r\nt: u\r\n\r\n")) {
            assertThat(caller(server).get(origin(server))).startsWith("200\n").endsWith("hello");
        }
        try (var server = TestingServer.at(HERE, CHUNKED + "nonsense\r\n")) {
            assertThat(caller(server).get(origin(server))).startsWith("0 ");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a body, 'HTTP/1.1 200 OK\r\n\r\n', x, HTTP-response-body-size",
        "a body of known length, 'HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n', x,"
                + " HTTP-response-body-size",
        "a body of the greatest length,"
                + " 'HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n', x,"
                + " HTTP-response-body-size",
        "one chunk, '" + CHUNKED + "7fffffffffffffff\r\n', x, HTTP-response-body-size",
        "chunks, '" + CHUNKED + "', '4\r\nabcd\r\n', HTTP-response-body-size",
        "a chunk's extension, '" + CHUNKED + "5;', x, HTTP-response-body-size",
        "a later chunk's extension, '" + CHUNKED + "4\r\nabcd\r\n5;', x, HTTP-response-body-size",
        "a chunk's length, '" + CHUNKED + "', 0, HTTP-response-body-size",
        "trailers, '" + CHUNKED + "0\r\n', 'a:\r\n', HTTP-response-body-size",
        "a trailer, '" + CHUNKED + "0\r\na:', x, HTTP-response-body-size",
        "headers, 'HTTP/1.1 200 OK\r\n', 'a:\r\n', HTTP-response-header-section-size",
        "a header's name, 'HTTP/1.1 200 OK\r\n', x, HTTP-response-header-section-size",
        "a header's value, 'HTTP/1.1 200 OK\r\na: ', x, HTTP-response-header-section-size",
        "a status, 'HTTP/1.1 200 ', x, HTTP-response-header-section-size",
        "a status line without spaces, 'HTTP/1.1', x, HTTP-response-header-section-size",
        "answers to go on, '', 'HTTP/1.1 100 Continue\r\n\r\n', HTTP-response-header-section-size",
        "early hints, '', 'HTTP/1.1 103 Hints\r\nLink: a\r\n\r\n',"
                + " HTTP-response-header-section-size",
    })
    void isNotHeardToItsEnd(String what, String begin, String again, String fault)
            throws IOException {
        try (var server = TestingServer.at(HERE, client -> say(client, begin, again))) {
            var caller = caller(server);
            var before = allocated();

            var answer = caller.get(origin(server));

            assertThat(allocated() - before).as(what).isLessThan(MAY_ALLOCATE);
            assertThat(answer).as(what).isEqualTo("0 " + fault + "\n\n");
        }
    }

    /** A body that is longer than it may be is not waited for. */
    @Test
    void aLengthThatIsTooLargeIsBelieved() throws IOException {
        var begin = "HTTP/1.1 200 OK\r\nContent-Length: " + (MOST_BYTES + 1) + "\r\n\r\n";
        try (var server =
                TestingServer.at(
                        HERE,
                        client -> {
                            write(client.getOutputStream(), begin);
                            client.getInputStream().readAllBytes();
                        })) {
            var answer = caller(server).get(origin(server));

            assertThat(answer).isEqualTo("0 HTTP-response-body-size\n\n");
        }
    }

    /** Each of them is heard, for the body gets on; it ends where the body is too large. */
    @Test
    void chunksOfOneByteMayBeLongInAll() throws IOException {
        var chunk = "1;" + "x".repeat(1_000) + "\r\na\r\n";
        var raw = CHUNKED + chunk.repeat(500) + "0\r\n\r\n";
        try (var server = TestingServer.at(HERE, raw)) {
            var answer = caller(server).get(origin(server));

            assertThat(answer).startsWith("200\n").endsWith("\n\n" + "a".repeat(500));
        }
    }

    private static void say(Socket client, String begin, String again) throws IOException {
        var out = client.getOutputStream();
        write(out, begin);
        var many = again.repeat(64 * 1024 / again.length());
        for (var said = 0; said < ENOUGH; said += many.length()) {
            write(out, many);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private static TestingCaller caller(TestingServer server) {
        return TestingCaller.to(TestingCaller.allowing(origin(server), "127.0.0.0/8"), HERE);
    }

    private static String origin(TestingServer server) {
        return "http://allowed.example:" + server.port();
    }
}
