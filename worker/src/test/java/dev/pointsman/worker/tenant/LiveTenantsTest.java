package dev.pointsman.worker.tenant;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pointsman.contracts.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The tenants file while the worker runs: what is good is taken over, what is not is said once. */
class LiveTenantsTest {
    private static final String ACME = "tenants: { acme: }";
    private static final String INITECH = "tenants: { initech: }";

    private final Logger logger = (Logger) LoggerFactory.getLogger(LiveTenants.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    private TestingTenants file;
    private LiveTenants tenants;

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        file = new TestingTenants(directory).write(ACME);
        tenants = file.open();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(log);
        log.start();
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        logger.setLevel(null);
        logger.setAdditive(true);
    }

    @Test
    void aChangedFileIsReadAgain() throws Exception {
        file.write(INITECH);

        tenants.refresh();

        assertThat(names()).containsExactly("initech");
        assertThat(lines()).containsExactly("tenants read again");
    }

    @Test
    void aFileChangedWithinTheSameTickOfTheClockIsReadAgain() throws Exception {
        var writtenAt = Files.getLastModifiedTime(file.file());
        Files.writeString(file.file(), INITECH);
        Files.setLastModifiedTime(file.file(), writtenAt);

        tenants.refresh();

        assertThat(names()).containsExactly("initech");
    }

    @Test
    void aSecretThatIsReplacedIsReadAgain(@TempDir Path directory) throws Exception {
        var key = Files.writeString(directory.resolve("key"), "one\n");
        file.write("tenants: { acme: { secrets: { key: { file: '" + key + "' } } } }");
        tenants.refresh();
        var before = secret();
        Files.writeString(key, "another");

        tenants.refresh();

        assertThat(before).isEqualTo("one");
        assertThat(secret()).isEqualTo("another");
    }

    @Test
    void aSecretThatIsGoneIsSaidAndTheLastOneStays(@TempDir Path directory) throws Exception {
        var key = Files.writeString(directory.resolve("key"), "one\n");
        file.write("tenants: { acme: { secrets: { key: { file: '" + key + "' } } } }");
        tenants.refresh();
        Files.delete(key);

        tenants.refresh();

        assertThat(secret()).isEqualTo("one");
        assertThat(lines().getLast())
                .startsWith("tenants not read: ")
                .contains("tenants.acme.secrets.key")
                .doesNotContain("one\n");
    }

    private String secret() {
        var acme = tenants.current().policyOf(new TenantId("acme")).orElseThrow();
        return requireNonNull(acme.grants().secrets().get("key")).reveal();
    }

    @Test
    void anUnchangedFileIsNotReadAgain() {
        tenants.refresh();

        assertThat(lines()).isEmpty();
    }

    @Test
    void theSameContentKeepsTheVersion() throws Exception {
        var before = tenants.current().version();
        file.write(ACME);

        tenants.refresh();

        assertThat(tenants.current().version()).isEqualTo(before);
    }

    @Test
    void aBrokenFileLeavesTheLastGoodVersionInForce() throws Exception {
        file.write("tenants: { acme: [ }");

        tenants.refresh();

        assertThat(names()).containsExactly("acme");
    }

    @Test
    void aBrokenFileIsSaidOnce() throws Exception {
        file.write("tenants: { Acme: }");

        tenants.refresh();
        tenants.refresh();
        tenants.refresh();

        assertThat(lines()).singleElement().asString().contains(":1:12: tenants.Acme: tenant:");
    }

    @Test
    void eachBrokenVersionIsSaid() throws Exception {
        file.write("tenants: { Acme: }");
        tenants.refresh();
        file.write("tenants: { acme: 5 }");

        tenants.refresh();

        assertThat(lines()).hasSize(2);
    }

    @Test
    void aMendedFileIsReadAgain() throws Exception {
        file.write("---");
        tenants.refresh();
        file.write(INITECH);

        tenants.refresh();

        assertThat(names()).containsExactly("initech");
    }

    @Test
    void aDeletedFileLeavesTheLastGoodVersionInForceAndIsSaidOnce() throws Exception {
        Files.delete(file.file());

        tenants.refresh();
        tenants.refresh();
        tenants.refresh();

        assertThat(names()).containsExactly("acme");
        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith("tenants not read: " + file.file());
    }

    @Test
    void aFileThatComesBackIsReadAgain() throws Exception {
        Files.delete(file.file());
        tenants.refresh();
        file.write(INITECH);

        tenants.refresh();

        assertThat(names()).containsExactly("initech");
    }

    private List<String> names() {
        return tenants.current().policies().keySet().stream().map(TenantId::value).toList();
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
