package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** What is written is read as it was, and is what its schema says. */
@Domain(Honest.class)
class RoundTripTest {
    @Property
    void aJobIsReadAsItWasWritten(@ForAll JobRequest job) {
        var headers = JobRequestCodec.write(job);

        assertThat(Wire.accepted(JobRequestCodec.read(headers, job.input()))).isEqualTo(job);
        assertThat(Schemas.complaints(Schemas.JOB, Wire.object(headers))).isEmpty();
    }

    @Property
    void aResultIsReadAsItWasWritten(@ForAll JobResult result) {
        var headers = JobResultCodec.write(result);
        var value = JobResultCodec.value(result);

        assertThat(Wire.accepted(JobResultCodec.read(headers, value))).isEqualTo(result);
        assertThat(Schemas.complaints(Schemas.RESULT, Wire.object(headers))).isEmpty();
    }

    @Property
    void aProblemIsAProblemDocument(@ForAll JobResult result) {
        var value = JobResultCodec.value(result);

        if (!(result.outcome() instanceof Outcome.Succeeded)) {
            assertThat(Schemas.complaintsAboutJson(Schemas.PROBLEM, value)).isEmpty();
        }
    }
}
