package dev.pointsman.worker.http;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.host.HttpFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.FutureTask;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Nothing is asked of a server whose name nobody vouches for; and of one that is vouched for, no
 * more is heard than without TLS. Who vouches is the JVM's trust store, which each test chooses.
 */
class TlsTest {
    private static final String HERE = "127.0.0.1";
    private static final char[] PASSWORD = "correct-horse".toCharArray();

    private static final String STORE = "javax.net.ssl.trustStore";
    private static final String STORE_PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final int MOST_BYTES = 10_000;

    @TempDir private static Path folder;

    private static SSLContext servers;

    @BeforeAll
    static void makeAKey() throws IOException, InterruptedException, GeneralSecurityException {
        var store = folder.resolve("server.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var options =
                "-genkeypair -alias server -keyalg EC -dname CN=allowed.example -validity 30"
                        + " -ext san=dns:allowed.example -storetype PKCS12";
        var command =
                new ProcessBuilder(keytool)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.out").toFile());
        command.command().addAll(List.of(options.split(" ")));
        command.command().addAll(List.of("-keystore", store.toString()));
        command.command().addAll(List.of("-storepass", new String(PASSWORD)));
        assertThat(command.start().waitFor())
                .as(() -> "keytool: " + folder.resolve("keytool.out"))
                .isZero();
        servers = contextOf(store);
        writeTrustStore(store);
    }

    @BeforeEach
    void trustTheServer() {
        System.setProperty(STORE, trustStore().toString());
        System.setProperty(STORE_PASSWORD, new String(PASSWORD));
    }

    @AfterEach
    void trustWhoeverTheJvmTrusts() {
        System.clearProperty(STORE);
        System.clearProperty(STORE_PASSWORD);
    }

    @Test
    void aServerThatIsVouchedForIsAskedAndHeard() throws IOException {
        try (var server = TestingServer.on(secured(), TestingServer.OK)) {
            var answer = caller(server).get(origin(server) + "/a?b=c");

            assertThat(answer).startsWith("200\n").endsWith("\n\nhello");
            assertThat(server.requests())
                    .singleElement(as(InstanceOfAssertFactories.STRING))
                    .startsWith("GET /a?b=c HTTP/1.1\r\n")
                    .contains("\r\nidempotency-key: ");
        }
    }

    /** Its certificate is good, and another's: the name leads to the same machine. */
    @Test
    void aCertificateForAnotherNameIsAFaultAndNothingIsAsked() throws IOException {
        try (var server = TestingServer.on(secured(), TestingServer.OK)) {
            var origin = "https://other.example:" + server.port();

            var answer = caller(origin).get(origin);

            assertThat(answer).isEqualTo("0 TLS-certificate-error\n\n");
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests()).allMatch(String::isEmpty);
        }
    }

    @Test
    void aBodyOfTheMostBytesIsHeard() throws IOException {
        var raw = "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(MOST_BYTES);
        try (var server = TestingServer.on(secured(), raw)) {
            var answer = caller(server).get(origin(server));

            assertThat(answer).isEqualTo("200\n\n" + "x".repeat(MOST_BYTES));
        }
    }

    /** A server ends after 32 MiB, so that a client that hears it all fails here. */
    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK\r\n\r\n', x, HTTP-response-body-size",
        "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;', x, HTTP-response-body-size",
        "'HTTP/1.1 200 OK\r\n', 'a:\r\n', HTTP-response-header-section-size",
        "'', 'HTTP/1.1 103 Hints\r\nLink: a\r\n\r\n', HTTP-response-header-section-size",
    })
    void anAnswerWithoutEndIsNotHeardToItsEnd(String begin, String again, String fault)
            throws IOException {
        try (var server = TestingServer.on(secured(), client -> say(client, begin, again))) {
            var answer = caller(server).get(origin(server));

            assertThat(answer).isEqualTo("0 " + fault + "\n\n");
        }
    }

    @Test
    void aCertificateOfNobodysIsAFaultAndNothingIsAsked() throws IOException {
        trustWhoeverTheJvmTrusts();
        try (var server = TestingServer.on(secured(), TestingServer.OK)) {
            var answer = caller(server).get(origin(server));

            assertThat(answer).isEqualTo("0 TLS-certificate-error\n\n");
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests()).allMatch(String::isEmpty);
        }
    }

    @Test
    void aServerThatDoesNotSpeakTlsIsAFaultAndNothingIsAsked() throws Exception {
        try (var plain = new ServerSocket(0, 50, InetAddress.ofLiteral(HERE))) {
            var heard = new FutureTask<>(() -> answerPlainly(plain));
            Thread.ofVirtual().start(heard);
            var origin = "https://allowed.example:" + plain.getLocalPort();

            var answer = caller(origin).get(origin);

            assertThat(answer).isEqualTo("0 TLS-protocol-error\n\n");
            assertThat(heard.get()).doesNotContain("idempotency-key");
        }
    }

    /** Answers whatever it hears first, and says what that was. */
    private static String answerPlainly(ServerSocket socket) throws IOException {
        try (var client = socket.accept()) {
            var heard = new byte[16 * 1024];
            var length = client.getInputStream().read(heard);
            client.getOutputStream().write(TestingServer.OK.getBytes(StandardCharsets.UTF_8));
            return new String(heard, 0, length, StandardCharsets.ISO_8859_1);
        }
    }

    /** The JDK wraps what the stream under TLS throws. */
    @Test
    void whatIsTooLargeIsSaidSoBehindTlsToo() {
        var wrapped =
                new SSLException(
                        "readApplicationRecord", new TooLarge(HttpFault.RESPONSE_BODY_SIZE));

        assertThat(Faults.of(wrapped)).isEqualTo(HttpFault.RESPONSE_BODY_SIZE);
    }

    private static String origin(TestingServer server) {
        return "https://allowed.example:" + server.port();
    }

    private static TestingCaller caller(TestingServer server) {
        return caller(origin(server));
    }

    private static TestingCaller caller(String origin) {
        return TestingCaller.to(TestingCaller.allowing(origin, HERE + "/32"), HERE);
    }

    private static ServerSocket secured() throws IOException {
        return servers.getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.ofLiteral(HERE));
    }

    private static void say(Socket client, String begin, String again) throws IOException {
        var out = client.getOutputStream();
        out.write(begin.getBytes(StandardCharsets.ISO_8859_1));
        var many = again.repeat(64 * 1024 / again.length()).getBytes(StandardCharsets.ISO_8859_1);
        for (var said = 0; said < 32 << 20; said += many.length) {
            out.write(many);
        }
    }

    private static Path trustStore() {
        return folder.resolve("trusted.p12");
    }

    /** One in which is the server's certificate, and no other. */
    private static void writeTrustStore(Path store) throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("server", load(store).getCertificate("server"));
        try (var out = Files.newOutputStream(trustStore())) {
            trusted.store(out, PASSWORD);
        }
    }

    private static KeyStore load(Path store) throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static SSLContext contextOf(Path store) throws IOException, GeneralSecurityException {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(load(store), PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
