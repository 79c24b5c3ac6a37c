package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.apache.kafka.common.header.Header;

/** Whatever stands in a record, the codecs answer, and their answer can be shown to people. */
@Domain(Hostile.class)
class HostileRecordsTest {
    private static final int LONGEST_DETAIL = 1_000;
    private static final List<Header> JOB = JobRequestCodec.write(Wire.fullJob());

    @Property(tries = 1_000)
    void anyRecordIsAJobOrRefused(@ForAll List<Header> headers, @ForAll Payload value) {
        var reading = JobRequestCodec.read(headers, value);

        switch (reading) {
            case Reading.Accepted(var job) -> assertThat(job.input()).isSameAs(value);
            case Reading.Rejected(var rejection) -> assertShowable(rejection);
        }
    }

    @Property(tries = 1_000)
    void anyRecordIsAResultOrRefused(@ForAll List<Header> headers, @ForAll Payload value) {
        var reading = JobResultCodec.read(headers, value);

        switch (reading) {
            case Reading.Accepted(var result) -> assertThat(result.id()).isNotNull();
            case Reading.Rejected(var rejection) -> assertShowable(rejection);
        }
    }

    @Property
    void whatIsReadAsAJobCanBeWrittenAgain(@ForAll List<Header> headers, @ForAll Payload value) {
        var reading = JobRequestCodec.read(headers, value);

        if (reading instanceof Reading.Accepted(var job)) {
            var written = JobRequestCodec.write(job);
            assertThat(Schemas.complaints(Schemas.JOB, Wire.object(written))).isEmpty();
            assertThat(Wire.accepted(JobRequestCodec.read(written, value))).isEqualTo(job);
        }
    }

    @Property(tries = 150)
    void whatFollowsTheSchemaOfJobsIsRead(@ForAll String text) {
        for (var header : JOB) {
            var headers = Wire.replaced(JOB, Wire.header(header.key(), text));

            var reading = JobRequestCodec.read(headers, Wire.INPUT);

            if (Schemas.complaints(Schemas.JOB, Wire.object(headers)).isEmpty()) {
                Wire.accepted(reading);
            }
        }
    }

    @Property
    void aDeadLetterOfAnyRecordKeepsTheCaps(@ForAll List<Header> headers) {
        var letter = new DeadLetter("jobs", 0, 0, 0, ErrorCode.JOB_MALFORMED, "bad", 1);

        var kept = letter.headers(headers);

        var originals = kept.subList(0, kept.size() - 8);
        assertThat(originals).hasSizeLessThanOrEqualTo(64);
        assertThat(originals).noneMatch(header -> header.key().startsWith(DeadLetter.PREFIX));
        assertThat(headers).containsAll(originals);
    }

    private static void assertShowable(Rejection rejection) {
        assertThat(rejection.detail()).isNotBlank().hasSizeLessThan(LONGEST_DETAIL);
        assertThat(rejection.detail().chars().filter(Character::isISOControl)).isEmpty();
    }
}
