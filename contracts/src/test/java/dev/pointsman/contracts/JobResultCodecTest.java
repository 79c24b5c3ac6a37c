package dev.pointsman.contracts;

import static dev.pointsman.contracts.Rejection.Kind.DUPLICATED;
import static dev.pointsman.contracts.Rejection.Kind.MALFORMED;
import static dev.pointsman.contracts.Rejection.Kind.MISSING;
import static dev.pointsman.contracts.Rejection.Kind.NOT_UTF8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a record must be to be a result, header by header. */
class JobResultCodecTest {
    private static final JobResult SUCCESS = Wire.result(new Outcome.Succeeded(Wire.INPUT));
    private static final JobResult FAILURE = Wire.result(new Outcome.Failed(3, "no such invoice"));
    private static final JobResult ERROR =
            Wire.result(new Outcome.Errored(ErrorCode.GUEST_TRAP, "unreachable"));

    static Stream<String> everyHeader() {
        return Stream.of(HeaderName.REQUIRED_OF_RESULTS, HeaderName.OPTIONAL_OF_RESULTS)
                .flatMap(Set::stream);
    }

    @ParameterizedTest
    @MethodSource("dev.pointsman.contracts.Wire#everyOutcome")
    void aResultIsReadAsItWasWritten(Outcome outcome) {
        var result = Wire.result(outcome);

        var reading =
                JobResultCodec.read(JobResultCodec.write(result), JobResultCodec.value(result));

        assertThat(Wire.accepted(reading)).isEqualTo(result);
    }

    @Test
    void theseAreItsBytesAndTheirOrder() {
        var headers = lines(JobResultCodec.write(FAILURE));

        assertThat(headers)
                .containsExactly(
                        "ce_specversion: 1.0",
                        "ce_id: order-17",
                        "ce_source: urn:pointsman:workers",
                        "ce_type: dev.pointsman.job.finished.v1",
                        "ce_time: 2026-11-23T12:00:00.123Z",
                        "ce_subject: acme/order-17",
                        "ce_tenant: acme",
                        "ce_module: invoice",
                        "ce_moduledigest: " + Wire.DIGEST,
                        "ce_policyversion: 0123456789ab",
                        "ce_attempt: 2",
                        "ce_durationms: 1234",
                        "ce_usage: fuel=123456789012;hosttimeus=567;peakpages=17;bytesin=1024;"
                                + "bytesout=2048;hostcalls=3",
                        "ce_outcome: failure",
                        "ce_errortype: guest-exit",
                        "ce_exitcode: 3",
                        "content-type: application/problem+json",
                        "ce_causationid: order-17",
                        "ce_correlationid: shop-4",
                        "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                        "tracestate: vendor=1");
    }

    @Test
    void withoutAListTheyAreTheSame() {
        var headers = new ArrayList<Header>();

        JobResultCodec.write(SUCCESS, headers::add);

        assertThat(lines(headers)).isEqualTo(lines(JobResultCodec.write(SUCCESS)));
    }

    @Test
    void theCauseOfAResultIsItsJob() {
        assertThat(SUCCESS.links()).isEqualTo(Wire.LINKS.causedBy(Wire.ID));
    }

    @ParameterizedTest
    @FieldSource("dev.pointsman.contracts.HeaderName#REQUIRED_OF_RESULTS")
    void aResultWithoutARequiredHeaderIsRefused(String name) {
        var headers = Wire.without(JobResultCodec.write(SUCCESS), name);

        var rejection = Wire.rejected(JobResultCodec.read(headers, Wire.INPUT));

        assertThat(rejection.kind()).isEqualTo(MISSING);
        assertThat(rejection.detail()).startsWith(name + ": missing");
    }

    @ParameterizedTest
    @MethodSource("everyHeader")
    void aHeaderThatStandsTwiceIsRefused(String name) {
        var headers = Wire.replaced(JobResultCodec.write(SUCCESS), Wire.header(name, "one"));

        var twice = Wire.with(headers, Wire.header(name, "two"));

        assertThat(Wire.rejected(JobResultCodec.read(twice, Wire.INPUT)).kind())
                .isEqualTo(DUPLICATED);
    }

    @ParameterizedTest
    @MethodSource("everyHeader")
    void aHeaderThatIsNotUtf8IsRefused(String name) {
        var rejection = Wire.readResult(SUCCESS, Wire.header(name, new byte[] {(byte) 0xC0}));

        assertThat(rejection.kind()).isEqualTo(NOT_UTF8);
        assertThat(rejection.detail()).isEqualTo(name + ": not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+1",
                "-0",
                "-1",
                "01",
                "1 ",
                "1.0",
                "0x1",
                "1e3",
                "１",
                "١",
                "NaN",
                "99999999999999999999",
                "1\u001b[31m"
            })
    void aNumberThatIsNotPlainDigitsIsRefused(String number) {
        assertNumberRefused(SUCCESS, HeaderName.ATTEMPT, number);
        assertNumberRefused(SUCCESS, HeaderName.DURATION_MILLIS, number);
        assertNumberRefused(SUCCESS, HeaderName.USAGE, bill(number));
        assertNumberRefused(FAILURE, HeaderName.EXIT_CODE, number);
    }

    @Test
    void aNumberOutOfItsRangeIsRefused() {
        assertNumberRefused(SUCCESS, HeaderName.ATTEMPT, "0");
        assertNumberRefused(SUCCESS, HeaderName.ATTEMPT, "2147483648");
        assertNumberRefused(SUCCESS, HeaderName.DURATION_MILLIS, "1000000000000000000");
        assertNumberRefused(FAILURE, HeaderName.EXIT_CODE, "0");
        assertNumberRefused(FAILURE, HeaderName.EXIT_CODE, "256");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fuel=1",
                "fuel=1;hosttimeus=1;peakpages=1;bytesin=1;bytesout=1",
                "hosttimeus=1;fuel=1;peakpages=1;bytesin=1;bytesout=1;hostcalls=1",
                "fuel=1;hosttimeus=1;peakpages=1;bytesin=1;bytesout=1;hostcalls=1;",
                "fuel=1;hosttimeus=1;peakpages=1;bytesin=1;bytesout=1;hostcalls=1000000000000000000"
            })
    void aBillIsWholeOrNotThere(String usage) {
        var rejection = Wire.readResult(SUCCESS, Wire.header(HeaderName.USAGE, usage));

        assertThat(rejection.kind()).isEqualTo(MALFORMED);
        assertThat(rejection.detail()).startsWith("ce_usage: ").contains("(expected: fuel=N;");
    }

    private static String bill(String fuel) {
        return "fuel=" + fuel + ";hosttimeus=1;peakpages=1;bytesin=1;bytesout=1;hostcalls=1";
    }

    @Test
    void aRecordOfAnotherTypeIsNoResult() {
        var rejection = Wire.readResult(SUCCESS, Wire.header(HeaderName.TYPE, "com.example.other"));

        assertThat(rejection.kind()).isEqualTo(MALFORMED);
        assertThat(rejection.detail())
                .isEqualTo("ce_type: 'com.example.other' (expected: " + JobResult.TYPE + ")");
    }

    @Test
    void anOutcomeNobodyKnowsIsRefused() {
        var rejection = Wire.readResult(SUCCESS, Wire.header(HeaderName.OUTCOME, "Success"));

        assertThat(rejection.kind()).isEqualTo(MALFORMED);
        assertThat(rejection.detail()).startsWith("ce_outcome: 'Success' (expected: success, ");
    }

    @Test
    void anErrorOfANewerWorkerIsRefusedWithAHint() {
        var rejection = Wire.readResult(ERROR, Wire.header(HeaderName.ERROR_TYPE, "new-error"));

        assertThat(rejection.kind()).isEqualTo(MALFORMED);
        assertThat(rejection.detail()).contains("'new-error'").contains("is the worker newer?");
    }

    @Test
    void whatIsGoodOfARefusedResultIsKept() {
        var rejection = Wire.readResult(ERROR, Wire.header(HeaderName.ATTEMPT, "none"));

        assertThat(rejection.id()).contains(Wire.ID);
        assertThat(rejection.tenant()).contains(Wire.TENANT);
    }

    private static void assertNumberRefused(JobResult result, String name, String number) {
        var rejection = Wire.readResult(result, Wire.header(name, number));

        assertThat(rejection.kind()).isEqualTo(MALFORMED);
        assertThat(rejection.detail())
                .startsWith(name + ": " + Wording.quote(number) + " (expected: ");
    }

    private static List<String> lines(List<Header> headers) {
        return headers.stream().map(header -> header.key() + ": " + Wire.text(header)).toList();
    }
}
