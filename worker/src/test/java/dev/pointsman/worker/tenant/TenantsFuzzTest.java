package dev.pointsman.worker.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ModuleName;
import dev.pointsman.contracts.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
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

    /** Made for a job, when there is nobody left to tell that lines do not go together. */
    @Property(tries = 500)
    void whatIsReadCanBeInForceForEveryModule(@ForAll("policies") String yaml) throws Exception {
        Files.writeString(file, yaml);
        try {
            var tenants =
                    TenantsFile.read(file, TestingTenants.DEFAULTS, SecretSources.ofProcess());
            var acme = tenants.policyOf(new TenantId("acme")).orElseThrow();
            for (var module : List.of("a", "ab", "b")) {
                var inForce = acme.inForce(new ModuleName(module), Optional.empty());
                assertThat(inForce.grants().metrics()).hasSizeLessThanOrEqualTo(64);
                assertThat(inForce.http().bytes()).isLessThanOrEqualTo(acme.httpBytes());
            }
        } catch (TenantsFileException e) {
            assertThat(e.getMessage()).contains("metrics: ");
        }
    }

    /** Each of their parts is good by itself. */
    @Provide
    Arbitrary<String> policies() {
        var all = parts().map(words -> "tenants: { acme: { " + words + ", for-modules: {");
        var some = parts().list().ofMinSize(4).ofMaxSize(4).map(TenantsFuzzTest::forModules);
        return Combinators.combine(all, some).as((words, more) -> words + more + " } } }");
    }

    private static String forModules(List<String> parts) {
        return "'*': { %s }, 'a*': { %s }, '*b': { %s }, 'ab': { %s }".formatted(parts.toArray());
    }

    private static Arbitrary<String> parts() {
        return Combinators.combine(metrics(), allowed(), cap("request"), cap("response"))
                .as((metrics, allow, request, response) ->
                        "metrics: [%s], http: { allow: [%s]%s%s }"
                                .formatted(metrics, allow, request, response));
    }

    private static Arbitrary<String> metrics() {
        return Arbitraries.integers()
                .between(0, 99)
                .list()
                .ofMaxSize(30)
                .map(them -> them.stream().map(i -> "m" + i).collect(Collectors.joining(", ")));
    }

    private static Arbitrary<String> allowed() {
        return Arbitraries.of("", "'http://a'", "'http://a', 'http://b'");
    }

    private static Arbitrary<String> cap(String of) {
        var said = Arbitraries.integers().between(1, 67_108_864);
        return Arbitraries.oneOf(
                Arbitraries.just(""), said.map(bytes -> ", max-" + of + "-bytes: " + bytes));
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
