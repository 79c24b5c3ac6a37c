package dev.pointsman.contracts;

import static dev.pointsman.contracts.Rejection.Kind.DUPLICATED;
import static dev.pointsman.contracts.Rejection.Kind.MALFORMED;
import static dev.pointsman.contracts.Rejection.Kind.MISSING;
import static dev.pointsman.contracts.Rejection.Kind.NOT_UTF8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a record must be to be a job, header by header. */
class JobRequestCodecTest {
    private static final List<Header> JOB = JobRequestCodec.write(Wire.fullJob());

    static Stream<String> everyHeader() {
        return Stream.of(HeaderName.REQUIRED_OF_JOBS, HeaderName.OPTIONAL_OF_JOBS)
                .flatMap(Set::stream);
    }

    @Test
    void aJobWithEveryPartIsReadAsItWasWritten() {
        assertThat(Wire.accepted(JobRequestCodec.read(JOB, Wire.INPUT))).isEqualTo(Wire.fullJob());
    }

    @Test
    void headersOfOthersAreLeftAlone() {
        var nothing = Wire.header("x-empty", (byte[]) null);
        var noText = Wire.header("x-bytes", new byte[] {-1, -2});

        var reading = JobRequestCodec.read(Wire.with(JOB, nothing, noText, noText), Wire.INPUT);

        assertThat(Wire.accepted(reading)).isEqualTo(Wire.fullJob());
    }

    @ParameterizedTest
    @FieldSource("dev.pointsman.contracts.HeaderName#REQUIRED_OF_JOBS")
    void aJobWithoutARequiredHeaderIsRefused(String name) {
        var rejection = Wire.readJob(Wire.without(JOB, name));

        assertThat(rejection.kind()).isEqualTo(MISSING);
        assertThat(rejection.detail()).startsWith(name + ": missing");
    }

    @ParameterizedTest
    @MethodSource("everyHeader")
    void aHeaderThatStandsTwiceIsRefusedEvenWithTheSameValue(String name) {
        var again =
                JOB.stream().filter(header -> header.key().equals(name)).findFirst().orElseThrow();

        var rejection = Wire.readJob(Wire.with(JOB, again));

        assertThat(rejection.kind()).isEqualTo(DUPLICATED);
        assertThat(rejection.detail()).isEqualTo(name + ": stands more than once");
    }

    @ParameterizedTest
    @MethodSource("everyHeader")
    void aHeaderThatStandsTwiceIsRefusedWithAnotherValue(String name) {
        var rejection = Wire.readJob(Wire.with(JOB, Wire.header(name, "other")));

        assertThat(rejection.kind()).isEqualTo(DUPLICATED);
        assertThat(rejection.detail()).isEqualTo(name + ": stands more than once");
    }

    @ParameterizedTest
    @MethodSource("everyHeader")
    void aHeaderThatIsNotUtf8IsRefused(String name) {
        var surrogateInUtf8 = new byte[] {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80};

        var rejection = Wire.readJob(Wire.replaced(JOB, Wire.header(name, surrogateInUtf8)));

        assertThat(rejection.kind()).isEqualTo(NOT_UTF8);
        assertThat(rejection.detail()).isEqualTo(name + ": not UTF-8");
    }

    @ParameterizedTest
    @MethodSource("everyHeader")
    void aHeaderWithoutAValueIsRefused(String name) {
        var rejection = Wire.readJob(Wire.replaced(JOB, Wire.header(name, (byte[]) null)));

        assertThat(rejection.kind()).isEqualTo(MALFORMED);
        assertThat(rejection.detail()).isEqualTo(name + ": has no value");
    }

    @ParameterizedTest
    @MethodSource("everyHeader")
    void aHeaderWithAControlCharacterIsRefusedAsCloudEventsForbidsThem(String name) {
        var rejection = Wire.readJob(Wire.replaced(JOB, Wire.header(name, "a\u001b[2J\r\nb")));

        assertThat(rejection.kind()).isEqualTo(MALFORMED);
        assertThat(rejection.detail())
                .startsWith(name + ": 'a\\u001b[2J\\u000d\\u000ab' (expected: ");
    }

    @Test
    void whatIsGoodOfARefusedRecordIsKeptForItsAnswer() {
        var rejection = Wire.readJob(Wire.without(JOB, HeaderName.MODULE));

        assertThat(rejection.id()).contains(Wire.ID);
        assertThat(rejection.tenant()).contains(Wire.TENANT);
    }

    @ParameterizedTest
    @FieldSource("dev.pointsman.contracts.HeaderName#REQUIRED_OF_JOBS")
    void whatStandsTwiceIsNotKept(String name) {
        var rejection = Wire.readJob(Wire.with(JOB, Wire.header(name, "other")));

        assertThat(rejection.id().isPresent()).isEqualTo(!name.equals(HeaderName.ID));
        assertThat(rejection.tenant().isPresent()).isEqualTo(!name.equals(HeaderName.TENANT));
    }

    @Test
    void whatIsBadIsNotKept() {
        var headers = Wire.replaced(JOB, Wire.header(HeaderName.ID, "\t"));

        var rejection = Wire.readJob(Wire.replaced(headers, Wire.header(HeaderName.TENANT, "A")));

        assertThat(rejection.id()).isEmpty();
        assertThat(rejection.tenant()).isEmpty();
    }

    @Test
    void anEmptyRecordIsNoJob() {
        var rejection = Wire.readJob(List.of());

        assertThat(rejection.kind()).isEqualTo(MISSING);
        assertThat(rejection.id()).isEmpty();
        assertThat(rejection.tenant()).isEmpty();
    }
}
