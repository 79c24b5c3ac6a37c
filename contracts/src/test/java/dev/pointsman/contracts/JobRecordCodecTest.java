package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand on the jobs topic: a job, a cancel, or neither. */
class JobRecordCodecTest {
    private static final JobCancel CANCEL =
            new JobCancel(new JobId("42"), new TenantId("acme"), "urn:shop");
    private static final List<Header> HEADERS = JobRecordCodec.write(CANCEL);

    @Test
    void aCancelIsReadAsItWasWritten() {
        assertThat(Wire.accepted(read(HEADERS))).isEqualTo(CANCEL);
    }

    @Test
    void aJobIsReadAsItWasWritten() {
        var job = Wire.fullJob();

        assertThat(Wire.accepted(read(JobRequestCodec.write(job)))).isEqualTo(job);
        assertThat(job.identity())
                .isEqualTo(new JobIdentity(job.tenant(), job.event().source(), job.id()));
    }

    @ParameterizedTest
    @FieldSource("dev.pointsman.contracts.HeaderName#REQUIRED_OF_CANCELS")
    void aCancelWithoutARequiredHeaderIsNone(String name) {
        var reading = read(Wire.without(HEADERS, name));

        assertThat(reading).isInstanceOf(Reading.Rejected.class);
    }

    /** Who waits for the job would see two results of it. */
    @ParameterizedTest
    @ValueSource(strings = {HeaderName.TENANT, HeaderName.SOURCE, HeaderName.SPEC_VERSION})
    void aSpoiltCancelIsNotAnsweredUnderTheJobsId(String name) {
        var without = (Reading.Rejected<JobRecord>) read(Wire.without(HEADERS, name));
        var twice =
                (Reading.Rejected<JobRecord>) read(Wire.with(HEADERS, Wire.header(name, "again")));

        assertThat(without.rejection().id()).isEmpty();
        assertThat(twice.rejection().id()).isEmpty();
        assertThat(twice.rejection().kind()).isEqualTo(Rejection.Kind.DUPLICATED);
    }

    @Test
    void aSpoiltJobStillIs() {
        var headers = Wire.without(JobRequestCodec.write(Wire.fullJob()), HeaderName.MODULE);

        var rejected = (Reading.Rejected<JobRecord>) read(headers);

        assertThat(rejected.rejection().id()).contains(Wire.fullJob().id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.pointsman.job.cancel.v2",
                "dev.pointsman.job.cancel.v1 ",
                "DEV.POINTSMAN.JOB.CANCEL.V1"
            })
    void whatIsNearlyACancelIsAJobWithoutAModule(String type) {
        var headers = Wire.with(Wire.without(HEADERS, HeaderName.TYPE));
        var other = Wire.with(headers, Wire.header(HeaderName.TYPE, type));

        var rejected = (Reading.Rejected<JobRecord>) read(other);

        assertThat(rejected.rejection().detail()).startsWith("ce_module: missing");
    }

    private static Reading<JobRecord> read(Iterable<Header> headers) {
        return JobRecordCodec.read(headers, Wire.INPUT).record();
    }
}
