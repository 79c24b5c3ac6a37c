package dev.pointsman.worker.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever stands in the tenants file, it is read, or refused with one sentence that names it. */
class TenantsFuzzTest {
    /** What YAML, and our file, are made of. */
    private static final List<String> PIECES =
            List.of(
                    "tenants:",
                    "acme:",
                    "modules:",
                    "limits:",
                    "config:",
                    "env:",
                    "publish:",
                    "fuel:",
                    "timeout:",
                    "topics:",
                    "\n",
                    "\n  ",
                    "\n    ",
                    "\n      ",
                    " ",
                    "\t",
                    "[",
                    "]",
                    "{",
                    "}",
                    ",",
                    ":",
                    "- ",
                    "a",
                    "'",
                    "\"",
                    "*",
                    "&x ",
                    "*x",
                    "~",
                    "null",
                    "0",
                    "-1",
                    "1.5",
                    "PT5S",
                    "P99999999999D",
                    "!!str ",
                    "!!map ",
                    "!x ",
                    "|",
                    ">",
                    "#",
                    "---",
                    "...",
                    "%",
                    "\u0000",
                    "\ufeff",
                    "\u2028",
                    "<<:",
                    "? ",
                    "9223372036854775808",
                    "true");

    private static Path file;

    @BeforeContainer
    static void open() throws IOException {
        file = Files.createTempFile("tenants", ".yaml");
    }

    @AfterContainer
    static void delete() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 3_000)
    void aFileIsReadOrRefused(@ForAll("files") String yaml) throws IOException {
        Files.writeString(file, yaml);

        try {
            assertThat(
                            TenantsFile.read(
                                            file,
                                            TestingTenants.DEFAULTS,
                                            SecretSources.ofProcess())
                                    .version())
                    .hasSize(12);
        } catch (TenantsFileException e) {
            assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
        }
    }

    @Property(tries = 500)
    void bytesAreReadOrRefused(@ForAll byte[] bytes) throws IOException {
        Files.write(file, bytes);

        try {
            assertThat(
                            TenantsFile.read(
                                            file,
                                            TestingTenants.DEFAULTS,
                                            SecretSources.ofProcess())
                                    .version())
                    .hasSize(12);
        } catch (TenantsFileException e) {
            assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
        }
    }

    /** Half of them begin as a good file does, so that what follows is looked at. */
    @Provide
    Arbitrary<String> files() {
        var pieces = Arbitraries.of(PIECES).list().ofMaxSize(12).map(it -> String.join("", it));
        return Arbitraries.oneOf(
                pieces,
                pieces.map(it -> "tenants:\n  acme:\n    " + it),
                pieces.map(it -> "tenants: { acme: { limits: { fuel: 1 }, modules: [a], " + it));
    }
}
