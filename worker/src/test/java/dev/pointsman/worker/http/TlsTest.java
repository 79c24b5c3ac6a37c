package dev.pointsman.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.host.HttpFault;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is asked of a server whose name nobody vouches for. */
class TlsTest {
    private static final String HERE = "127.0.0.1";
    private static final char[] PASSWORD = "correct-horse".toCharArray();

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
    }

    @Test
    void aCertificateOfNobodysIsAFaultAndNothingIsAsked() throws IOException {
        var socket =
                servers.getServerSocketFactory()
                        .createServerSocket(0, 50, InetAddress.ofLiteral(HERE));
        try (var server = TestingServer.on(socket, TestingServer.OK)) {
            var answer = caller(server).get(origin(server));

            assertThat(answer).isEqualTo("0 TLS-certificate-error\n\n");
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests()).allMatch(String::isEmpty);
        }
    }

    @Test
    void aServerThatDoesNotSpeakTlsIsAFaultAndNothingIsAsked() throws IOException {
        try (var server = TestingServer.at(HERE, TestingServer.OK)) {
            var answer = caller(server).get(origin(server));

            assertThat(answer).startsWith("0 ").endsWith("\n\n");
            assertThat(server.requests()).noneMatch(it -> it.contains("idempotency-key"));
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
        return TestingCaller.to(TestingCaller.allowing(origin(server), HERE + "/32"), HERE);
    }

    private static SSLContext contextOf(Path store) throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
