package dev.pointsman.worker.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.worker.testing.TestingLimits;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said against a tenants file that will not do: the file, the place, the reason. */
class TenantsFaultsTest {
    private TestingTenants tenants;

    @BeforeEach
    void open(@TempDir Path directory) {
        tenants = new TestingTenants(directory);
    }

    @Test
    void aFolderInItsPlaceIsNamedAsOne(@TempDir Path folder) {
        var failure =
                catchThrowableOfType(
                        TenantsFileException.class,
                        () -> LiveTenants.open(folder, TestingLimits.ROOMY));

        assertThat(failure)
                .hasMessageStartingWith(folder + ": is a folder (expected: a tenants file;");
    }

    @Test
    void aFileThatMayNotBeReadSaysWhoShouldBeAllowedTo() {
        var denied = new AccessDeniedException("tenants.yaml");

        assertThat(TenantsFile.reason(Path.of("tenants.yaml"), denied))
                .startsWith("may not be read by this user (expected: ")
                .contains("10001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // In these files a slash stands for a line end, but for those of http:--.
                "tenants:/  acme:/    modlues: [a] | :3:5: tenants.acme.modlues: no such word (did you mean modules?)",
                "tenant: {} | :1:1: tenant: no such word (did you mean tenants?)",
                "tenants:/  acme:/    limits:/      maxPages: 1 | :4:7: tenants.acme.limits.maxPages: no such word (did you mean max-pages?)",
                "tenants:/  acme:/    colour: red | :3:5: tenants.acme.colour: no such word (expected one of: audit, capabilities, config, duplicates, env,",
                "tenants:/  acme: {}/  acme: {} | :3:7: tenants: Duplicate Object property",
                "tenants:/  acme:/    config:/      a: x/      a: y | :5:8: tenants.acme.config",
                "tenants:/  Acme_1: {} | :2:3: tenants.Acme_1: tenant: 'Acme_1' (expected: a DNS label",
                "tenants:/  acme:/    modules: order | :3:14: tenants.acme.modules: 'order' (expected: a list)",
                "tenants:/  acme: [a] | :2:9: tenants.acme: expected: a map",
                "tenants: 5 | :1:10: tenants: '5' (expected: a map)",
                "tenants:/  acme:/    limits:/      fuel: lots | :4:13: tenants.acme.limits.fuel: 'lots' (expected: a whole number)",
                "tenants:/  acme:/    limits:/      fuel: 1.5 | :4:13: tenants.acme.limits.fuel: '1.5' (expected: a whole number)",
                "tenants:/  acme:/    limits:/      fuel: `7` | :4:13: tenants.acme.limits.fuel: '7' (expected: a whole number)",
                "tenants:/  acme:/    limits:/      max-output-bytes: 1MB | :4:25: tenants.acme.limits.max-output-bytes: '1MB' (expected: a whole number)",
                "tenants:/  acme:/    secrets: { key: hunter2 } | :3:21: tenants.acme.secrets.key: expected: a map",
                "tenants:/  acme:/    limits:/      timeout: 5s | :4:7: tenants.acme.limits: timeout: '5s' (expected: a duration such as PT5S",
                "tenants:/  acme:/    limits:/      timeout: 5 | :4:16: tenants.acme.limits.timeout: '5' (expected: a text, in quotes if it looks like a number)",
                "tenants:/  acme:/    limits:/      max-pages: -1 | :4:7: tenants.acme.limits: max-pages: -1 (expected: more than 0)",
                "tenants:/  acme:/    limits:/      max-pages: 99999999999 | tenants.acme.limits.max-pages: Numeric value (99999999999) out of range",
                "tenants:/  acme:/    limits:/      timeout: PT0S | :4:7: tenants.acme.limits: timeout: PT0S (expected: more than 0",
                "tenants:/  acme:/    limits:/      timeout: PT99999999999999H | :4:7: tenants.acme.limits: timeout:",
                "tenants:/  acme:/    modules: ['']| :3:5: tenants.acme.modules: pattern: '' (expected: a module's name, of a-z, 0-9 and -, or one with *)",
                "tenants:/  acme:/    modules: [Order] | :3:5: tenants.acme.modules: pattern: 'Order' (expected: a module's name",
                "tenants:/  acme:/    for-modules: { a.b: {} } | :3:20: tenants.acme.for-modules.a.b: pattern: 'a.b' (expected: a module's name",
                "tenants:/  acme:/    modules: [null] | :3:5: tenants.acme.modules: pattern: ''",
                "tenants:/  acme:/    publish:/      topics: ['']| :4:7: tenants.acme.publish.topics: pattern: ''",
                "tenants:/  acme:/    duplicates: P8D | :3:5: tenants.acme.duplicates: 'P8D' (expected: a duration such as PT10M, more than 0 and at most 7 days)",
                "tenants:/  acme:/    duplicates: PT0S | :3:5: tenants.acme.duplicates: 'PT0S'",
                "tenants:/  acme:/    modules: [5] | :3:15: tenants.acme.modules.0: '5' (expected: a text, in quotes",
                "tenants:/  acme:/    config:/      rate: 0.92 | :4:13: tenants.acme.config.rate: expected: a text, in quotes",
                "tenants:/  acme:/    config:/      rate: {a: b} | :4:13: tenants.acme.config.rate: expected: a text",
                "tenants:/  acme:/    env:/      REGION: | :4:7: tenants.acme.env.REGION: no value (expected: one)",
                "tenants:/  acme:/    env: { JOB_TENANT: globex } | :3:5: tenants.acme.env: variable: 'JOB_TENANT' (expected: letters, digits and _,",
                "tenants:/  acme:/    env: { 'A=B': c } | :3:5: tenants.acme.env: variable: 'A=B' (expected: letters",
                "tenants:/  acme:/    http:/      allow: [example.com] | :4:7: tenants.acme.http.allow: origin: 'example.com' (expected: scheme, host and port",
                "tenants:/  acme:/    http:/      networks: [10.0.0.1.5] | :4:7: tenants.acme.http.networks: range: '10.0.0.1.5' (expected: such as",
                "tenants:/  acme:/    http:/      max-response-bytes: 0 | :4:7: tenants.acme.http: max-response-bytes: 0 (expected: 1 to",
                "tenants:/  acme:/    http:/      credentials: [{}] | :4:7: tenants.acme.http.credentials: origin: '' (expected: scheme",
                "tenants:/  acme:/    http:/      allow: ['http:--a']/      credentials: [{ origin: 'http:--a', env: PATH }, { origin: 'http:--a', header: x-api-key, env: PATH }] | :5:7: tenants.acme.http.credentials: header: x-api-key (expected: one for each origin; there is authorization)",
                "tenants:/  acme:/    http:/      allow: ['http:--a']/      credentials: [{ origin: 'http:--a', header: Idempotency-Key, env: PATH }] | :5:7: tenants.acme.http.credentials: header: idempotency-key (expected: none of those the worker sets)",
                "tenants:/  acme:/    http:/      allow: ['http:--a']/      credentials: [{ origin: 'http:--a', header: Content_Length, env: PATH }] | header: content_length (expected: none of those the worker sets)",
                "tenants:/  acme:/    secrets:/      key: {} | :4:7: tenants.acme.secrets.key: expected: either env, a variable",
                "tenants:/  acme:/    secrets:/      key: { env: NO_SUCH_VARIABLE } | :4:14: tenants.acme.secrets.key: env: 'NO_SUCH_VARIABLE' (expected: a variable",
                "tenants:/  acme:/    secrets:/      key: { file: nowhere } | :4:14: tenants.acme.secrets.key: file: nowhere (expected: a file that can be read)",
                "tenants:/  acme:/    secrets:/      key: { file: `a\\0b` } | :4:14: tenants.acme.secrets.key: file: 'a\\u0000b' (expected: a path)",
                "tenants:/  acme:/    secrets:/      key: { file: `a\\eb` } | :4:14: tenants.acme.secrets.key: file: a\\u001bb (expected: a file that can be read)",
                "tenants:/  acme:/    metrics: [Jobs] | :3:5: tenants.acme.metrics: metric: 'Jobs' (expected:",
                "tenants:/  acme:/    audit: some | :3:5: tenants.acme.audit: audit: 'some' (expected: one of [none, refused, all])",
                "tenants:/  acme:/    for-modules:/      a*:/        modules: [b] | :5:9: tenants.acme.for-modules.a*.modules: no such word",
                "tenants:/  acme:/    record: all | :3:5: tenants.acme.record: record: 'all' (expected: one of [none, failures])",
                "tenants:/  acme:/    for-modules:/      a*:/        audit: x | :5:9: tenants.acme.for-modules.a*.audit: audit: 'x'",
                "tenants:/  acme:/    retries:/      attempts: 101 | :4:7: tenants.acme.retries: attempts: 101 (expected: 1 to 100)",
                "tenants:/  acme:/    retries:/      within: P4D | :4:7: tenants.acme.retries: within: PT96H (expected: more than 0, at most PT72H)",
                "tenants:/  acme:/    retries:/      within: 5m | :4:7: tenants.acme.retries: within: '5m' (expected: a duration such as PT5S",
                "tenants:/  acme:/    retries:/      order: reverse | :4:7: tenants.acme.retries.order: order: 'reverse' (expected: one of [free, strict])",
                "tenants:/  acme:/    retries:/      also: [bad-luck] | :4:7: tenants.acme.retries.also: 'bad-luck' (expected: an error code",
                "tenants:/  acme:/    retries:/      also: [guest-trap, expired] | :4:7: tenants.acme.retries.also: 'expired' (expected: an error code after which a job can be tried again, one of [capability-denied,",
                "tenants:/  acme:/    retries:/      back-off: { first: PT0.001S } | :4:19: tenants.acme.retries.back-off: first: PT0.001S (expected: PT0.01S to",
                "tenants:/  acme:/    retries:/      back-off: { factor: .nan } | :4:19: tenants.acme.retries.back-off: factor: NaN (expected: 1 to 100.0)",
                "tenants:/  acme:/    retries:/      back-off: { factor: x } | :4:27: tenants.acme.retries.back-off.factor: 'x' (expected: a number)",
                "tenants:/  acme:/    for-modules:/      a*:/        retries:/          attempts: 0 | :6:11: tenants.acme.for-modules.a*.retries: attempts: 0",
                "tenants:/  acme: &x {}/  initech: *x | :3:12: an alias (expected: what it stands for, written out; a pattern that begins with * in quotes)",
                "tenants:/  acme:/    modules: [*-web] | :3:15: an alias (expected: what it stands for, written out; a pattern that begins with * in quotes)",
                "tenants:/  acme:/    modules: [*] | :3:15: tenants.acme.modules.0: a text that begins with * (expected: it in quotes)",
                "tenants:/  acme:/    modules: */ | : a text that begins with * (expected: it in quotes)",
                "tenants:/\tacme: {} | that cannot start any token. (Do not use \\t(TAB) for indentation); in reader, line 2, column 1 (expected: YAML)",
                "tenants: {acme: [ | tenants",
                "tenants: {}/---/tenants: {} | :3:1: expected: one map, with the word tenants",
            })
    void aFaultIsNamedWithItsPlace(String yaml, String message) throws Exception {
        var text =
                yaml.replace('/', '\n')
                        .replace("http:--", "http://")
                        .replace("\\t", "\t")
                        .replace('`', '"');

        var complaint = complaint(text);

        assertThat(complaint)
                .startsWith(tenants.file().toString())
                .contains(message)
                .doesNotContain("dev.pointsman", "java.", "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "# only this\n", "---\n", "null\n", "tenants:\n", "- a\n", "5"})
    void aFileWithoutTenantsIsRefused(String yaml) throws Exception {
        var complaint = complaint(yaml);

        assertThat(complaint)
                .startsWith(tenants.file().toString())
                .contains("expected: ", "map", "tenants");
    }

    @Test
    void aFileOfManyMegabytesIsRefusedUnread() throws Exception {
        var complaint = complaint("#" + "x".repeat(10_000_000) + "\ntenants: {}\n");

        assertThat(complaint).endsWith("too large (expected: at most 1048576 bytes)");
    }

    @Test
    void aFileThatMultipliesItselfByAliasesIsRefused() throws Exception {
        var bomb = new StringBuilder("tenants:\n  acme:\n    modules: &a0 [x, x, x, x]\n");
        for (var i = 1; i < 40; i++) {
            bomb.append("  t%d: { modules: &a%d [*a%d, *a%<d, *a%<d] }\n".formatted(i, i, i - 1));
        }

        var complaint = complaint(bomb.toString());

        assertThat(complaint).contains(":4:23: an alias");
    }

    @Test
    void aFileThatNestsTooDeeplyIsRefused() throws Exception {
        var complaint = complaint("tenants: { acme: " + "{ config: ".repeat(5_000));

        assertThat(complaint).startsWith(tenants.file().toString());
    }

    /** Who writes a secret into the file is not to find it in the log, too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "secrets: { key: 4711 }",
                "secrets: { key: [4711] }",
                "secrets: { key: { env: 4711 } }",
                "secrets: { key: { env: sk-4711 } }",
                "config: { key: \"4711 }",
                "config: { key: 4711: x }",
                "env: { key: '4711, a: b }",
                "config: { key: '4711' '4711' }",
                "config: { key: |4711 }",
                "config: { key: %4711 }",
                "config: { key: @4711 }",
                "config: { key: '4711', key: '4711' }",
                "config: { key: !!float 4711 }",
                "secrets: 4711",
                "config: \"4711",
                "http: { credentials: [{ env: 4711 }] }",
                "http: { credentials: [4711] }",
                "config: { key: 4711 }",
                "env: { KEY: 4711 }",
            })
    void whatMayBeASecretIsNotShown(String words) throws Exception {
        assertThat(complaint("tenants:\n  acme:\n    " + words + "\n"))
                .contains("expected: ")
                .doesNotContain("4711");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "ISO-8859-1"})
    void aFileInAnotherEncodingIsToldSo(String encoding) throws Exception {
        Files.writeString(
                tenants.file(),
                "tenants:\n  acme:\n    config: { drink: caf\u00e9 }\n",
                Charset.forName(encoding));

        var e = catchThrowableOfType(TenantsFileException.class, () -> tenants.open());

        assertThat(e)
                .hasMessageContaining("Invalid UTF-8")
                .hasMessageEndingWith("(expected: YAML, in UTF-8)");
    }

    @Test
    void aFileThatIsNotThereIsNamedWithTheKeyThatNamesIt() {
        var e = catchThrowableOfType(TenantsFileException.class, () -> tenants.open());

        assertThat(e)
                .hasMessage(
                        tenants.file()
                                + ": not found (expected: a tenants file; a worker is told by"
                                + " pointsman.tenants.file)");
    }

    private String complaint(String yaml) throws IOException {
        tenants.write(yaml);
        return catchThrowableOfType(TenantsFileException.class, () -> tenants.open()).getMessage();
    }
}
