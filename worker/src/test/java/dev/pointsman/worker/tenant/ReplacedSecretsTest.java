package dev.pointsman.worker.tenant;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret's file that is exchanged in the moment in which it is read for the first time. */
class ReplacedSecretsTest {
    private static final TenantId INITECH = new TenantId("initech");

    @TempDir private Path directory;
    private Path key;
    private TestingTenants file;

    @BeforeEach
    void writeOne() throws IOException {
        key = Files.writeString(directory.resolve("key"), "one\n");
        file = new TestingTenants(directory);
    }

    /** What was read was that of before, and what was taken for seen that of after. */
    @Test
    void isReadAgain() throws Exception {
        file.write("tenants: { acme: }");
        var live = LiveTenants.open(file.file(), TestingTenants.DEFAULTS, this::replace);
        file.write("tenants: { initech: { secrets: { key: { file: '" + key + "' } } } }");
        rest(live);

        rest(live);

        assertThat(secret(live)).isEqualTo("another");
    }

    @Test
    void isReadAgainAlsoAtTheStart() throws Exception {
        file.write("tenants: { initech: { secrets: { key: { file: '" + key + "' } } } }");
        var live = LiveTenants.open(file.file(), TestingTenants.DEFAULTS, this::replace);

        rest(live);

        assertThat(secret(live)).isEqualTo("another");
    }

    /** Somebody who writes when initech is read, once. */
    private Optional<String> replace(Tenants read) {
        try {
            if (read.policyOf(INITECH).isPresent() && Files.readString(key).equals("one\n")) {
                Files.writeString(key, "another");
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void rest(LiveTenants live) {
        live.refresh();
        live.refresh();
    }

    private static String secret(LiveTenants live) {
        var initech = live.current().policyOf(INITECH).orElseThrow();
        return requireNonNull(initech.grants().secrets().get("key")).reveal();
    }
}
