package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas say what the code does. */
class SchemaAgreementTest {
    @ParameterizedTest
    @FieldSource("dev.pointsman.contracts.Schemas#ALL")
    void everySchemaIsOne(String schema) {
        assertThat(Schemas.complaintsAboutSchema(schema)).isEmpty();
    }

    @Test
    void theHeadersOfAJobAreThoseOfTheCode() {
        assertThat(required(Schemas.JOB)).isEqualTo(HeaderName.REQUIRED_OF_JOBS);
        assertThat(optional(Schemas.JOB)).isEqualTo(HeaderName.OPTIONAL_OF_JOBS);
    }

    @Test
    void theHeadersOfACancelAreThoseOfTheCode() {
        var cancel = new JobCancel(new JobId("42"), new TenantId("acme"), "urn:shop");

        var headers = Wire.object(JobRecordCodec.write(cancel));

        assertThat(required(Schemas.CANCEL)).isEqualTo(HeaderName.REQUIRED_OF_CANCELS);
        assertThat(headers.keySet()).isEqualTo(names(Schemas.CANCEL));
        assertThat(Schemas.complaints(Schemas.CANCEL, headers)).isEmpty();
    }

    @Test
    void theHeadersOfAResultAreThoseOfTheCode() {
        assertThat(required(Schemas.RESULT)).isEqualTo(HeaderName.REQUIRED_OF_RESULTS);
        assertThat(optional(Schemas.RESULT)).isEqualTo(HeaderName.OPTIONAL_OF_RESULTS);
    }

    @Test
    void theErrorTypesAreThoseOfTheCode() {
        var codes = Arrays.stream(ErrorCode.values()).map(ErrorCode::code);
        var urns = Arrays.stream(ErrorCode.values()).map(ErrorCode::urn);

        var types = Schemas.document(Schemas.RESULT).at("/$defs/errorType/enum");
        var problems = Schemas.document(Schemas.PROBLEM).at("/properties/type/enum");

        assertThat(Schemas.texts(types)).isEqualTo(codes.collect(Collectors.toSet()));
        assertThat(Schemas.texts(problems)).isEqualTo(urns.collect(Collectors.toSet()));
    }

    @Test
    void aJobIsWrittenAsItsSchemaSays() {
        var plain = Wire.object(JobRequestCodec.write(Wire.plainJob()));
        var full = Wire.object(JobRequestCodec.write(Wire.fullJob()));

        assertThat(plain.keySet()).isEqualTo(HeaderName.REQUIRED_OF_JOBS);
        assertThat(full.keySet()).isEqualTo(names(Schemas.JOB));
        assertThat(Schemas.complaints(Schemas.JOB, plain)).isEmpty();
        assertThat(Schemas.complaints(Schemas.JOB, full)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.pointsman.contracts.Wire#everyOutcome")
    void aResultIsWrittenAsItsSchemaSays(Outcome outcome) {
        var headers = Wire.object(JobResultCodec.write(Wire.result(outcome)));

        assertThat(Schemas.complaints(Schemas.RESULT, headers)).isEmpty();
    }

    @Test
    void theResultOfNoJobIsWrittenAsItsSchemaSays() {
        var result = Wire.resultOfNoJob();

        var headers = Wire.object(JobResultCodec.write(result));

        assertThat(Schemas.complaints(Schemas.RESULT, headers)).isEmpty();
        assertThat(Schemas.complaintsAboutJson(Schemas.PROBLEM, JobResultCodec.value(result)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.pointsman.contracts.Wire#everyOutcome")
    void theValueOfAnythingButASuccessIsAProblemDocument(Outcome outcome) {
        var value = JobResultCodec.value(Wire.result(outcome));

        if (outcome instanceof Outcome.Succeeded(var output)) {
            assertThat(value).isEqualTo(output);
        } else {
            assertThat(Schemas.complaintsAboutJson(Schemas.PROBLEM, value)).isEmpty();
        }
    }

    @Test
    void aDeadLetterIsWrittenAsItsSchemaSays() {
        var letter =
                new DeadLetter("jobs", 3, 42, -1, ErrorCode.GUEST_TRAP, "the guest trapped", 1);

        var ours = letter.headers(Set.<Header>of());
        var all = letter.headers(JobRequestCodec.write(Wire.fullJob()));

        assertThat(Wire.object(ours).keySet()).isEqualTo(required(Schemas.DEAD_LETTER));
        assertThat(Schemas.complaints(Schemas.DEAD_LETTER, Wire.object(all))).isEmpty();
    }

    @Test
    void aDeadLetterOfSeveralAttemptsIsWrittenAsItsSchemaSays() {
        var letter =
                new DeadLetter(
                        "jobs",
                        3,
                        42,
                        -1,
                        ErrorCode.GUEST_EXIT,
                        "later",
                        3,
                        Optional.of(Instant.parse("2026-11-25T09:00:00Z")));

        assertThat(
                        Schemas.complaints(
                                Schemas.DEAD_LETTER, Wire.object(letter.headers(Set.<Header>of()))))
                .isEmpty();
    }

    @Test
    void aRetryIsWrittenAsItsSchemaSays() {
        var failed = Instant.parse("2026-11-25T09:00:00Z");
        var place = new RecordPlace("jobs", 3, 42, -1);
        var retry = new Retry(2, failed.plusSeconds(1), failed, place, ErrorCode.PUBLISH_FAILED);

        var strict =
                new Retry(2, retry.due(), failed, place, ErrorCode.GUEST_EXIT, RetryOrder.STRICT);

        var ours = RetryCodec.write(Set.<Header>of(), retry);
        var most = RetryCodec.write(Set.<Header>of(), strict);
        var all = RetryCodec.write(JobRequestCodec.write(Wire.fullJob()), strict);

        assertThat(Wire.object(ours).keySet()).isEqualTo(required(Schemas.RETRY));
        assertThat(Wire.object(most).keySet()).isEqualTo(names(Schemas.RETRY));
        assertThat(Schemas.complaints(Schemas.RETRY, Wire.object(all))).isEmpty();
    }

    @Test
    void aPublishedEventIsWrittenAsItsSchemaSays() {
        var plain = Wire.object(Wire.event(Links.NONE).headers());
        var full = Wire.object(Wire.event(Wire.LINKS).headers());

        assertThat(plain.keySet()).isEqualTo(required(Schemas.PUBLISHED_EVENT));
        assertThat(full.keySet()).isEqualTo(names(Schemas.PUBLISHED_EVENT));
        assertThat(Schemas.complaints(Schemas.PUBLISHED_EVENT, plain)).isEmpty();
        assertThat(Schemas.complaints(Schemas.PUBLISHED_EVENT, full)).isEmpty();
    }

    private static Set<String> required(String schema) {
        return Schemas.texts(Schemas.document(schema).get("required"));
    }

    private static Set<String> names(String schema) {
        return Set.copyOf(Schemas.document(schema).get("properties").propertyNames());
    }

    private static Set<String> optional(String schema) {
        var optional = new HashSet<>(names(schema));
        optional.removeAll(required(schema));
        return optional;
    }
}
