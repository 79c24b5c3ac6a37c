package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever waits for a result is told of it, be the worker that wrote it a newer one. */
class StoredResultTest {
    private static final JobResult ERROR =
            Wire.result(new Outcome.Errored(ErrorCode.GUEST_TRAP, "too many orders"));
    private static final JobResult SUCCESS = Wire.result(new Outcome.Succeeded(Wire.INPUT));

    @ParameterizedTest
    @MethodSource("dev.pointsman.contracts.Wire#everyOutcome")
    void oneOfThisVersionIsReadAsAWhole(Outcome outcome) {
        var result = Wire.result(outcome);

        var read = StoredResult.read(JobResultCodec.write(result), JobResultCodec.value(result));

        assertThat(read).contains(new StoredResult.Known(result));
        assertThat(read.orElseThrow().known()).contains(result);
    }

    @Test
    void anErrorOfAnotherNameIsTold() {
        var newer = newer(ERROR, "ce_errortype", "quota-exceeded");

        assertThat(newer.id()).isEqualTo(ERROR.id());
        assertThat(newer.tenant()).isEqualTo(ERROR.tenant());
        assertThat(newer.module()).isEqualTo(ERROR.module());
        assertThat(newer.outcome()).contains("error");
        assertThat(newer.error()).contains(new ErrorType("quota-exceeded"));
        assertThat(newer.detail()).contains("too many orders");
        assertThat(newer.why()).contains("ce_errortype: 'quota-exceeded'", "newer");
        assertThat(newer.known()).isEmpty();
    }

    @Test
    void anOutcomeOfAnotherNameToo() {
        var newer = newer(ERROR, "ce_outcome", "postponed");

        assertThat(newer.outcome()).contains("postponed");
        assertThat(newer.isSuccess()).isFalse();
    }

    /** Its bytes are the guest's, whatever else cannot be read. */
    @Test
    void aSuccessWithABillOfAnotherFormIsASuccess() {
        var newer = newer(SUCCESS, "ce_usage", "fuel=1;watts=2");

        assertThat(newer.isSuccess()).isTrue();
        assertThat(newer.value()).isEqualTo(Wire.INPUT);
        assertThat(newer.detail()).isEmpty();
    }

    @Test
    void whatIsNoResultIsNone() {
        var headers = JobResultCodec.write(SUCCESS);

        assertThat(StoredResult.read(List.of(), Payload.EMPTY)).isEmpty();
        assertThat(StoredResult.read(JobRequestCodec.write(Wire.fullJob()), Wire.INPUT)).isEmpty();
        assertThat(StoredResult.read(Wire.without(headers, "ce_id"), Wire.INPUT)).isEmpty();
        assertThat(StoredResult.read(Wire.without(headers, "ce_type"), Wire.INPUT)).isEmpty();
    }

    private static StoredResult.Newer newer(JobResult result, String header, String value) {
        List<Header> headers =
                Wire.replaced(JobResultCodec.write(result), Wire.header(header, value));
        var read = StoredResult.read(headers, JobResultCodec.value(result)).orElseThrow();
        return (StoredResult.Newer) read;
    }
}
