package dev.pointsman.contracts;

import static dev.pointsman.contracts.Rejection.Kind.MALFORMED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which values a header of a job may have. */
class HeaderFormsTest {
    private static final List<Header> JOB = JobRequestCodec.write(Wire.fullJob());

    static Stream<String> noDnsLabels() {
        return Stream.of(
                "",
                " ",
                "Acme",
                "ac me",
                " acme",
                "acme ",
                "acme\n",
                "acme\0",
                "\0",
                "-acme",
                "acme-",
                "-",
                "a/b",
                "../acme",
                "..",
                ".",
                "a.b",
                "a_b",
                "*",
                "größe",
                "аcme",
                "acme\u200b",
                "acmе١",
                "\ufeffacme",
                "a".repeat(64),
                "a".repeat(10_000));
    }

    @ParameterizedTest
    @MethodSource("noDnsLabels")
    void aTenantThatIsNoDnsLabelIsRefused(String tenant) {
        assertRefused(HeaderName.TENANT, tenant);
    }

    @ParameterizedTest
    @MethodSource("noDnsLabels")
    void aModuleThatIsNoDnsLabelIsRefusedWithAndWithoutADigest(String module) {
        assertRefused(HeaderName.MODULE, module);
        assertRefused(HeaderName.MODULE, module + "@" + Wire.DIGEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invoice@",
                "invoice@sha256:",
                "invoice@sha256:abc",
                "invoice@md5:d41d8cd98f00b204e9800998ecf8427e",
                "invoice@invoice@sha256:0",
                "invoice:1.0",
                "@",
                "@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "invoice@SHA256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "invoice@sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
                "invoice@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8550",
                "invoice@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85١",
            })
    void aModuleWithABadDigestIsRefused(String module) {
        assertRefused(HeaderName.MODULE, module);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "1795435200",
                "2026-11-23",
                "2026-11-23T12:00:00",
                "2026-11-23 12:00:00Z",
                "2026-11-23T12:00:00+25:00",
                "2026-02-30T12:00:00Z",
                "2026-11-23T24:00:00Z",
                "2026-11-23T12:00:00Zulu",
                "２０２６-11-23T12:00:00Z",
                "٢٠٢٦-11-23T12:00:00Z",
                "+10000-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59-18:00",
                "-0001-01-01T00:00:00Z",
                "-999999999-01-01T00:00:00+18:00",
                "9999-12-31T23:59:59-00:01",
                "0000-01-01T00:00:00+00:01",
                "+9999999999-01-01T00:00:00Z",
            })
    void aTimeThatIsNotRfc3339IsRefused(String time) {
        assertRefused(HeaderName.TIME, time);
        assertRefused(HeaderName.EXPIRY_TIME, time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z",
                "2026-11-23t12:00:00z",
                "2026-11-23T12:00:00.5-09:30",
                "2024-02-29T00:00:00Z",
            })
    void aTimeOfRfc3339IsRead(String time) {
        var headers = Wire.replaced(JOB, Wire.header(HeaderName.EXPIRY_TIME, time));

        var job = Wire.accepted(JobRequestCodec.read(headers, Wire.INPUT));

        assertThat(Schemas.complaints(Schemas.JOB, Wire.object(JobRequestCodec.write(job))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.3", "1", "1.1", "1.0 ", "١.٠"})
    void anotherVersionOfCloudEventsIsRefused(String version) {
        assertRefused(HeaderName.SPEC_VERSION, version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u2003"})
    void anEmptyIdSourceOrTypeIsRefused(String empty) {
        assertRefused(HeaderName.ID, empty);
        assertRefused(HeaderName.SOURCE, empty);
        assertRefused(HeaderName.TYPE, empty);
    }

    @Test
    void anIdOf257CharactersIsRefused() {
        assertRefused(HeaderName.ID, "x".repeat(257));
        assertRefused(HeaderName.ID, "🚂".repeat(257));
    }

    private static void assertRefused(String name, String value) {
        var rejection = Wire.readJob(Wire.replaced(JOB, Wire.header(name, value)));

        assertThat(rejection.kind()).isEqualTo(MALFORMED);
        assertThat(rejection.detail())
                .startsWith(name + ": ")
                .contains("(expected: ")
                .matches("\\P{Cntrl}{1,700}");
    }
}
