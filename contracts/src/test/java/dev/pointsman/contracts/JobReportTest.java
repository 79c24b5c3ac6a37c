package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** What the worker tells of a job besides its result. */
class JobReportTest {
    private static final JobResult RESULT =
            Wire.result(new Outcome.Succeeded(Payload.ofUtf8("done")));
    private static final RecordPlace PLACE = new RecordPlace("jobs", 3, 42, 1_000);

    @Test
    void linesAreWrittenAsTheirSchemaSays() {
        var lines = List.of(new JobReport.Line("info", "one"), new JobReport.Line("warn", "two"));

        var report = JobReport.ofLines(RESULT, lines, 3);

        assertThat(Schemas.complaintsAboutJson(Schemas.GUEST_LOG, report.value())).isEmpty();
        assertThat(Schemas.complaints(Schemas.REPORT, Wire.object(report.headers()))).isEmpty();
        assertThat(report.value().asText())
                .isEqualTo(
                        "{\"dropped\":3,\"lines\":[{\"level\":\"info\",\"text\":\"one\"},"
                                + "{\"level\":\"warn\",\"text\":\"two\"}]}");
    }

    @Test
    void moreLinesThanThereIsRoomForAreCounted() {
        var line = new JobReport.Line("info", "x".repeat(1024));

        var report = JobReport.ofLines(RESULT, Collections.nCopies(10_000, line), 1);

        assertThat(report.value().size()).isLessThan(300_000);
        assertThat(report.value().asText()).startsWith("{\"dropped\":9745,");
    }

    @Test
    void callsAreWrittenAsTheirSchemaSays() {
        var publish =
                new HostCallReport(
                        1, "publish/v1/send", "orders", "allowed", 0, 12, Optional.empty());
        var http =
                new HostCallReport(
                        2,
                        "http/v1/request",
                        "GET https://a:443",
                        "refused",
                        0,
                        7,
                        Optional.of("job-1:1"));

        var report = JobReport.ofCalls(RESULT, List.of(publish, http), 2);

        assertThat(Schemas.complaintsAboutJson(Schemas.EFFECTS, report.value())).isEmpty();
        assertThat(Schemas.complaints(Schemas.REPORT, Wire.object(report.headers()))).isEmpty();
    }

    @Test
    void aRecordingIsToldUnderTheJobsId() {
        var report = JobReport.ofRecording(RESULT, PLACE, Payload.ofUtf8("recorded"));

        var headers = Wire.object(report.headers());

        assertThat(Schemas.complaints(Schemas.REPORT, headers)).isEmpty();
        assertThat(headers)
                .containsEntry("ce_id", RESULT.id() + ":recording")
                .containsEntry("__pointsman.recording.of", "jobs-3-42")
                .containsEntry("content-type", "application/vnd.pointsman.recording");
        assertThat(report.value()).isEqualTo(Payload.ofUtf8("recorded"));
    }

    /** Ids are a source's own: another, or another tenant, may have a job of the same. */
    @Test
    void aRecordingIsOfOneRecordOfOneTenantsJobAndModule() {
        var headers = new RecordHeaders();
        JobReport.ofRecording(RESULT, PLACE, Payload.EMPTY).headers().forEach(headers::add);
        var tenant = RESULT.tenant().orElseThrow();
        var module = RESULT.module().orElseThrow();

        var job = job(tenant, module);
        assertThat(JobReport.isRecordingOf(job, PLACE, headers)).isTrue();
        assertThat(JobReport.isRecordingOf(job, new RecordPlace("jobs", 3, 43, 1_000), headers))
                .isFalse();
        assertThat(JobReport.isRecordingOf(job(new TenantId("another"), module), PLACE, headers))
                .isFalse();
        assertThat(JobReport.isRecordingOf(job(tenant, ModuleRef.named("another")), PLACE, headers))
                .isFalse();
        assertThat(JobReport.isRecordingOf(job, PLACE, new RecordHeaders())).isFalse();
    }

    private static JobRequest job(TenantId tenant, ModuleRef module) {
        var event = Event.of("urn:test", "com.example.test.v1");
        return JobRequest.of(RESULT.id(), tenant, module, event, Payload.EMPTY);
    }
}
