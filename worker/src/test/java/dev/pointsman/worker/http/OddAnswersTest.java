package dev.pointsman.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers whose answers no honest one gives: each is an answer or a fault with a name, and never a
 * fault of the worker's, which would be tried again and told to whoever keeps the worker.
 */
class OddAnswersTest {
    private static final String HERE = "127.0.0.1";
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String ANSWER = "(?s)([1-9][0-9]{2}\n|0 [A-Za-z-]+\n\n).*";
    private static final String HI = "Content-Length: 2\r\n\r\nhi";

    /** The client decodes such names, and a policy may have one that is none. */
    @ParameterizedTest
    @ValueSource(
            strings = {"xn--a", "xn--zzzzzzzzzzz999999999", "xn--2ca", "xn--99999999", "xn--0"})
    void aNameThatSaysItIsEncodedIsNoFaultOfTheWorkersEither(String name) throws IOException {
        try (var server = at(OK + HI)) {
            var origin = "http://" + name + ".example:" + server.port();
            var http = TestingCaller.allowing(origin, "127.0.0.0/8");

            assertThat(TestingCaller.to(http, HERE).get(origin)).matches(ANSWER);
        }
    }

    /** The client would ask again at once; what it must not see is handed on as it came. */
    @Test
    void aPauseIsHandedOnWhateverItIs() throws IOException {
        var raw = "HTTP/1.1 503 Busy\r\nRetry-After: caf\u00e9\r\n" + HI;
        try (var server = at(raw)) {
            assertThat(answer(server))
                    .isEqualTo("503\ncontent-length: 2\nretry-after: caf\u00e9\n\nhi");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a length below nothing, '" + OK + "Content-Length: -5\r\n\r\nhello'",
        "a length of minus one, '" + OK + "Content-Length: -1\r\n\r\nhello'",
        "a length of no number, '" + OK + "Content-Length: many\r\n\r\nhello'",
        "a length that overflows, '" + OK + "Content-Length: 99999999999999999999\r\n\r\nhello'",
        "a length below all numbers, '" + OK + "Content-Length: -99999999999999999999\r\n\r\nhi'",
        "two lengths, '" + OK + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nhi'",
        "length and chunks, '" + OK + "Transfer-Encoding: chunked\r\n" + HI + "'",
        "a chunk below nothing, '" + OK + "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello'",
        "a chunk with a sign, '"
                + OK
                + "Transfer-Encoding: chunked\r\n\r\n+5\r\nhello\r\n0\r\n\r\n'",
        "a status below nothing, 'HTTP/1.1 -12 OK\r\n" + HI + "'",
        "a status with a sign, 'HTTP/1.1 +12 OK\r\n" + HI + "'",
        "a status of nothing, 'HTTP/1.1 000 OK\r\n" + HI + "'",
        "a status of other digits, 'HTTP/1.1 \u0662\u0660\u0660 OK\r\n" + HI + "'",
        "a status of two digits, 'HTTP/1.1 20 OK\r\n" + HI + "'",
        "another protocol, 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n'",
        "a proxy''s question, 'HTTP/1.1 407 Who\r\n" + HI + "'",
        "a question who asks, 'HTTP/1.1 401 Who\r\nWWW-Authenticate: Basic realm=\"\u0001\r\n"
                + HI
                + "'",
        "a time-out, 'HTTP/1.1 408 Late\r\n" + HI + "'",
        "a misdirection, 'HTTP/1.1 421 No\r\n" + HI + "'",
        "a body where none is, 'HTTP/1.1 204 No\r\n" + HI + "'",
        "an old answer, 'ICY 200 OK\r\n" + HI + "'",
        "a pause of no time, 'HTTP/1.1 503 Busy\r\nRetry-After: caf\u00e9\r\n" + HI + "'",
        "a pause with a control character, 'HTTP/1.1 503 Busy\r\nRetry-After: \u0001\r\n"
                + HI
                + "'",
        "our own name for a pause, '" + OK + "X-Pointsman-Retry-After: caf\u00e9\r\n" + HI + "'",
        "a header without a name, '" + OK + ": x\r\n" + HI + "'",
        "a header without a colon, '" + OK + "x\r\n" + HI + "'",
        "a name of other letters, '" + OK + "caf\u00e9 \u0001: x\r\n" + HI + "'",
        "a line within a value, '" + OK + "x: a\rb\r\n" + HI + "'",
        "a type that is none, '" + OK + "Content-Type: \u0000;;=\r\n" + HI + "'",
        "a coding nobody knows, '" + OK + "Content-Encoding: gzip\r\n" + HI + "'",
        "a redirection to nowhere, 'HTTP/1.1 302 Go\r\nLocation: ht!tp://\r\n" + HI + "'",
        "a cookie that is none, '" + OK + "Set-Cookie: \u0001=\u00e9; Expires=never\r\n" + HI + "'",
    })
    void isAnAnswerOrAFaultWithAName(String what, String raw) throws IOException {
        try (var server = at(raw)) {
            assertThat(answer(server)).as(what).matches(ANSWER);
        }
    }

    private static String answer(TestingServer server) {
        var origin = "http://allowed.example:" + server.port();
        return TestingCaller.to(TestingCaller.allowing(origin, "127.0.0.0/8"), HERE).get(origin);
    }

    private static TestingServer at(String raw) throws IOException {
        return TestingServer.at(HERE, raw);
    }
}
