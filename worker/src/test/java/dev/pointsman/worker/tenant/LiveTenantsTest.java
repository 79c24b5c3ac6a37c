package dev.pointsman.worker.tenant;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pointsman.contracts.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
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

        rest();

        assertThat(names()).containsExactly("initech");
        assertThat(lines()).containsExactly("tenants read again");
    }

    @Test
    void aFileChangedWithinTheSameTickOfTheClockIsReadAgain() throws Exception {
        var writtenAt = Files.getLastModifiedTime(file.file());
        Files.writeString(file.file(), INITECH);
        Files.setLastModifiedTime(file.file(), writtenAt);

        rest();

        assertThat(names()).containsExactly("initech");
    }

    @Test
    void aSecretThatIsReplacedIsReadAgain(@TempDir Path directory) throws Exception {
        var key = Files.writeString(directory.resolve("key"), "one\n");
        file.write("tenants: { acme: { secrets: { key: { file: '" + key + "' } } } }");
        rest();
        var before = secret();
        Files.writeString(key, "another");

        rest();

        assertThat(before).isEqualTo("one");
        assertThat(secret()).isEqualTo("another");
    }

    @Test
    void aSecretThatIsGoneIsSaidAndTheLastOneStays(@TempDir Path directory) throws Exception {
        var key = Files.writeString(directory.resolve("key"), "one\n");
        file.write("tenants: { acme: { secrets: { key: { file: '" + key + "' } } } }");
        rest();
        Files.delete(key);

        rest();

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
        rest();

        assertThat(lines()).isEmpty();
    }

    @Test
    void theSameContentKeepsTheVersion() throws Exception {
        var before = tenants.current().version();
        file.write(ACME);

        rest();

        assertThat(tenants.current().version()).isEqualTo(before);
    }

    @Test
    void aBrokenFileLeavesTheLastGoodVersionInForce() throws Exception {
        file.write("tenants: { acme: [ }");

        rest();

        assertThat(names()).containsExactly("acme");
    }

    @Test
    void aBrokenFileIsSaidOnce() throws Exception {
        file.write("tenants: { Acme: }");

        rest();
        rest();

        assertThat(lines()).singleElement().asString().contains(":1:12: tenants.Acme: tenant:");
    }

    @Test
    void eachBrokenVersionIsSaid() throws Exception {
        file.write("tenants: { Acme: }");
        rest();
        file.write("tenants: { acme: 5 }");

        rest();

        assertThat(lines()).hasSize(2);
    }

    @Test
    void aMendedFileIsReadAgain() throws Exception {
        file.write("---");
        rest();
        file.write(INITECH);

        rest();

        assertThat(names()).containsExactly("initech");
    }

    @Test
    void aDeletedFileLeavesTheLastGoodVersionInForceAndIsSaidOnce() throws Exception {
        Files.delete(file.file());

        rest();
        rest();

        assertThat(names()).containsExactly("acme");
        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith("tenants not read: " + file.file());
    }

    @Test
    void aFileThatComesBackIsReadAgain() throws Exception {
        Files.delete(file.file());
        rest();
        file.write(INITECH);

        rest();

        assertThat(names()).containsExactly("initech");
    }

    /** The first half grants something too. */
    @Test
    void aFileThatIsStillWrittenIsNotRead() throws Exception {
        file.write("tenants:\n  initech:\n");
        tenants.refresh();
        file.write("tenants:\n  initech:\n  umbrella:\n");

        tenants.refresh();

        assertThat(names()).containsExactly("acme");
        assertThat(lines()).isEmpty();
    }

    @Test
    void aFileThatIsWrittenAgainWhileItIsReadIsReadAgain() throws Exception {
        var live = LiveTenants.open(file.file(), TestingTenants.DEFAULTS, this::writeUmbrella);
        file.write(INITECH);
        live.refresh();

        live.refresh();
        var meanwhile = live.current();
        live.refresh();
        live.refresh();

        assertThat(meanwhile.policies()).containsOnlyKeys(new TenantId("acme"));
        assertThat(live.current().policies()).containsOnlyKeys(new TenantId("umbrella"));
    }

    /** Somebody who writes whenever initech is read. */
    private Optional<String> writeUmbrella(Tenants read) {
        try {
            if (read.policyOf(new TenantId("initech")).isPresent()) {
                file.write("tenants: { umbrella: }");
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anotherFileInItsPlaceIsReadThoughItsTimeAndSizeAreTheSame(@TempDir Path directory)
            throws Exception {
        var other = Files.writeString(directory.resolve("other"), "tenants: { umbr: }");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file.file()));
        Files.move(other, file.file(), StandardCopyOption.REPLACE_EXISTING);

        rest();

        assertThat(names()).containsExactly("umbr");
    }

    @Test
    void tenantsToWhichThereIsAnObjectionAreNotTaken() throws Exception {
        var live =
                LiveTenants.open(
                        file.file(),
                        TestingTenants.DEFAULTS,
                        read ->
                                Optional.of("too many (expected: one)")
                                        .filter(_ -> read.policies().size() > 1));
        file.write("tenants: { acme: , initech: }");
        live.refresh();

        live.refresh();
        live.refresh();

        assertThat(live.current().policies()).hasSize(1);
        assertThat(lines())
                .containsExactly("tenants not read: " + file.file() + ": too many (expected: one)");
    }

    /** Two looks: a file is read when it is as it was at the last one. */
    private void rest() {
        tenants.refresh();
        tenants.refresh();
    }

    private List<String> names() {
        return tenants.current().policies().keySet().stream().map(TenantId::value).toList();
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
