package dev.pointsman.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.tenant.Credential;
import dev.pointsman.worker.tenant.HttpGrant;
import dev.pointsman.worker.tenant.IpRange;
import dev.pointsman.worker.tenant.Secret;
import dev.pointsman.worker.tenant.WebOrigin;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which headers of a request are the guest's, and which nobody's but the worker's. */
class RequestHeadersTest {
    private static final String HERE = "127.0.0.1";

    @Test
    void aCredentialIsAddedByTheWorker() throws IOException {
        try (var server = TestingServer.at(HERE, TestingServer.OK)) {
            var token = new Credential("Authorization", new Secret("Bearer canary-42"));
            var http =
                    TestingCaller.granting(
                            origin(server),
                            Map.of(WebOrigin.of(origin(server)), token),
                            "127.0.0.0/8");

            var answer = TestingCaller.to(http, HERE).get(origin(server));

            assertThat(server.requests().getFirst()).contains("authorization: Bearer canary-42");
            assertThat(answer).doesNotContain("canary-42");
            assertThat(http.toString()).doesNotContain("canary-42");
        }
    }

    /** By name, and by port: both are allowed, and lead to the same machine. */
    @Test
    void aCredentialIsForItsPlaceAlone() throws IOException {
        try (var server = TestingServer.at(HERE, TestingServer.OK);
                var other = TestingServer.at(HERE, TestingServer.OK)) {
            var namesake = "http://namesake.example:" + server.port();
            var token = new Credential("x-api-key", new Secret("canary-42"));
            var http =
                    new HttpGrant(
                            Stream.of(origin(server), origin(other), namesake)
                                    .map(WebOrigin::of)
                                    .toList(),
                            List.of(IpRange.of("127.0.0.0/8")),
                            Map.of(WebOrigin.of(origin(server)), token),
                            1_000,
                            10_000);
            var caller = TestingCaller.to(http, HERE);

            caller.get(namesake);
            caller.get(origin(other));
            caller.get(origin(server));

            assertThat(server.requests().get(0)).doesNotContain("canary-42", "x-api-key");
            assertThat(other.requests().get(0)).doesNotContain("canary-42", "x-api-key");
            assertThat(server.requests().get(1)).contains("x-api-key: canary-42");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-API-Key", "x_api_key", "X.Api-Key"})
    void aGuestDoesNotSetTheHeaderOfACredential(String name) throws IOException {
        try (var server = TestingServer.at(HERE, TestingServer.OK)) {
            var token = new Credential("x-api-key", new Secret("canary-42"));
            var http =
                    TestingCaller.granting(
                            origin(server),
                            Map.of(WebOrigin.of(origin(server)), token),
                            "127.0.0.0/8");
            var caller = TestingCaller.to(http, HERE);

            assertInvalid(caller, origin(server), name + ": mine");
            assertThat(server.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil",
                "content-length: 0",
                "Transfer-Encoding: chunked",
                "connection: upgrade",
                "Upgrade: h2c",
                "te: trailers",
                "Expect: 100-continue",
                "Proxy-Authorization: x",
                "proxy-connection: keep-alive",
                "Idempotency-Key: forged",
                "idempotency-KEY : forged",
                "traceparent: forged",
                "TraceState: forged",
                "X-Forwarded-For: 10.0.0.1",
                "Via: me",
                // To programs that are told of headers by variables, as by CGI, all these are one.
                "Idempotency_Key: forged",
                "idempotency.key: forged",
                "content_length: 0",
                "X_Forwarded_For: 10.0.0.1",
                "Proxy: http://evil.example",
                "no colon",
                ": no name",
                "x y: z",
                "x: a\rHost: evil",
                "x: caf\u00e9",
                "x\u0000: y",
            })
    void aHeaderThatIsTheWorkersOrNoneEndsTheJob(String header) throws IOException {
        try (var server = TestingServer.at(HERE, TestingServer.OK)) {
            assertInvalid(caller(server), origin(server), header);
            assertThat(server.connections()).isZero();
        }
    }

    /** The message goes into the result, the dead letter, and the log. */
    @ParameterizedTest
    @CsvSource({
        "http://user:hunter2@allowed.example/, 'http://allowed.example'",
        "http://allowed.example/a?key=hunter2#top, 'http://allowed.example'",
        "http://allowed.example/hunter2 b, 'http://allowed.example'",
        "allowed.example/hunter2, 'allowed.example'",
        "ftp://user:hunter2@allowed.example/hunter2, 'ftp://allowed.example'",
        "http://allowed.example:70000/hunter2, 'http://allowed.example:70000'",
    })
    void aSecretInAUrlThatIsNoneIsNotTold(String url, String told) throws IOException {
        try (var server = TestingServer.at(HERE, TestingServer.OK)) {
            var caller = caller(server);

            var stopped = catchThrowableOfType(JobStopped.class, () -> caller.get(url));

            assertThat(stopped.detail()).contains("URL '" + told + "'").doesNotContain("hunter2");
        }
    }

    private static void assertInvalid(TestingCaller caller, String url, String header) {
        var stopped =
                catchThrowableOfType(JobStopped.class, () -> caller.ask("GET", url, header, ""));

        assertThat(stopped.code()).isEqualTo(ErrorCode.HOST_CALL_INVALID);
    }

    private static TestingCaller caller(TestingServer server) {
        return TestingCaller.to(TestingCaller.allowing(origin(server), "127.0.0.0/8"), HERE);
    }

    private static String origin(TestingServer server) {
        return "http://allowed.example:" + server.port();
    }
}
