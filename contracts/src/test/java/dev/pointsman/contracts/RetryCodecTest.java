package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryCodecTest {
    private static final Instant FAILED = Instant.parse("2026-11-25T09:00:00Z");
    private static final Retry RETRY =
            new Retry(
                    2,
                    FAILED.plusSeconds(5),
                    FAILED,
                    new RecordPlace("jobs", 3, 42, 1_000),
                    ErrorCode.GUEST_EXIT);
    private static final List<Header> JOB = JobRequestCodec.write(Wire.fullJob());

    @Test
    void aRetryIsReadAsItWasWritten() {
        assertThat(RetryCodec.read(RetryCodec.write(JOB, RETRY)))
                .isEqualTo(new Reading.Accepted<>(RETRY));
    }

    @Test
    void oneThatKeepsItsKeysOrderSaysSo() {
        var strict =
                new Retry(2, RETRY.due(), FAILED, RETRY.place(), RETRY.error(), RetryOrder.STRICT);

        var record = RetryCodec.write(JOB, strict);

        assertThat(Wire.object(record)).containsEntry("__pointsman.retry.order", "strict");
        assertThat(RetryCodec.read(record)).isEqualTo(new Reading.Accepted<>(strict));
    }

    /** Of the order of its key a publisher has no say, nor has the attempt before. */
    @Test
    void oneThatLeavesItSaysNothing() {
        var strict =
                RetryCodec.write(
                        JOB,
                        new Retry(
                                2,
                                RETRY.due(),
                                FAILED,
                                RETRY.place(),
                                RETRY.error(),
                                RetryOrder.STRICT));

        var record = RetryCodec.write(strict, RETRY);

        assertThat(record).noneMatch(it -> it.key().equals("__pointsman.retry.order"));
        assertThat(RetryCodec.read(record)).isEqualTo(new Reading.Accepted<>(RETRY));
    }

    @Test
    void anOrderNobodyKnowsIsNoRetry() {
        var unknown =
                Wire.with(
                        RetryCodec.write(JOB, RETRY),
                        Wire.header("__pointsman.retry.order", "reverse"));

        assertThat(RetryCodec.read(unknown)).isInstanceOf(Reading.Rejected.class);
    }

    @Test
    void theJobsOwnHeadersAreUntouched() {
        var record = RetryCodec.write(JOB, RETRY);

        assertThat(record.subList(0, JOB.size())).isEqualTo(JOB);
        assertThat(RetryCodec.originals(record)).isEqualTo(JOB);
    }

    @Test
    void oneThatIsTriedOnceMoreHasOneFamilyOfOurHeaders() {
        var next = new Retry(3, RETRY.due(), FAILED, RETRY.place(), ErrorCode.WORKER_FAULT);

        var record = RetryCodec.write(RetryCodec.write(JOB, RETRY), next);

        assertThat(record).hasSize(JOB.size() + 8);
        assertThat(RetryCodec.read(record)).isEqualTo(new Reading.Accepted<>(next));
    }

    @Test
    void whatAPublisherForgedDoesNotCount() {
        var forged = Wire.with(JOB, Wire.header("__pointsman.retry.attempt", "99"));

        assertThat(RetryCodec.read(RetryCodec.write(forged, RETRY)))
                .isEqualTo(new Reading.Accepted<>(RETRY));
    }

    @Test
    void aJobWithAsManyHeadersAsItMayHaveCanBeRetried() {
        var many = new ArrayList<>(JOB);
        many.addAll(Collections.nCopies(64 - JOB.size(), Wire.header("x", "")));

        var record = RetryCodec.write(many, RETRY);

        assertThat(RetryCodec.read(record)).isEqualTo(new Reading.Accepted<>(RETRY));
        assertThat(JobRequestCodec.read(RetryCodec.originals(record), Payload.EMPTY))
                .isInstanceOf(Reading.Accepted.class);
    }

    /** It is told for information only, and no job is to be lost while workers are replaced. */
    @Test
    void oneThatANewerWorkerWroteForAnErrorOfItsOwnIsARetry() {
        var newer = new ArrayList<>(RetryCodec.write(JOB, RETRY));
        newer.replaceAll(header ->
                header.key().equals("__pointsman.retry.error")
                        ? Wire.header(header.key(), "of-the-future")
                        : header);

        assertThat(RetryCodec.read(newer))
                .isEqualTo(
                        new Reading.Accepted<>(
                                new Retry(
                                        RETRY.attempt(),
                                        RETRY.due(),
                                        FAILED,
                                        RETRY.place(),
                                        ErrorCode.WORKER_FAULT)));
    }

    /** Spring Kafka slept for years, or skipped its retries (CVE-2026-41727). */
    @ParameterizedTest
    @CsvSource({
        "attempt, -1",
        "attempt, 1",
        "attempt, 2147483648",
        "attempt, NaN",
        "due, 9999-12-31T23:59:59Z",
        "due, 1970-01-01T00:00:00Z",
        "due, soon",
        "first.failed, 9999-12-31T23:59:59Z",
        "partition, x",
        "offset, 9223372036854775808"
    })
    void anAbsurdOneIsNoRetry(String name, String value) {
        var absurd = new ArrayList<>(RetryCodec.write(JOB, RETRY));
        absurd.replaceAll(header ->
                header.key().equals("__pointsman.retry." + name)
                        ? Wire.header(header.key(), value)
                        : header);

        assertThat(RetryCodec.read(absurd))
                .isInstanceOfSatisfying(
                        Reading.Rejected.class,
                        rejected ->
                                assertThat(rejected.rejection().detail())
                                        .startsWith("__pointsman.retry."));
    }

    @Test
    void oneThatCannotBeReadIsAnsweredUnderTheJobsId() {
        var reading = (Reading.Rejected<Retry>) RetryCodec.read(JOB);

        assertThat(reading.rejection().id()).contains(Wire.fullJob().id());
    }

    @Property
    void whateverStandsThereNothingIsThrown(@ForAll List<String> values) {
        var headers = new ArrayList<Header>();
        for (var value : values) {
            headers.add(
                    Wire.header(
                            "__pointsman.retry.attempt", value.getBytes(StandardCharsets.UTF_8)));
        }

        assertThat(RetryCodec.read(headers)).isInstanceOf(Reading.Rejected.class);
    }
}
