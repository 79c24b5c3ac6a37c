package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.TWO;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.bytes;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static dev.pointsman.worker.kafka.TestingJobs.record;
import static dev.pointsman.worker.kafka.TestingRetryTopic.RETRIES_ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.RecordPlace;
import dev.pointsman.contracts.Retry;
import dev.pointsman.contracts.RetryCodec;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressReading;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.RetryPolicy;
import dev.pointsman.worker.tenant.Tenants;
import dev.pointsman.worker.testing.TestingContexts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that ask for another attempt, and what becomes of them. */
class RetriesTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    @AutoClose private final TestingIntake intake = new TestingIntake();

    @BeforeEach
    void jobsAreTriedThreeTimes() {
        intake.tenants = trying(3);
    }

    private static Tenants trying(int attempts) {
        var policy = TestingRunner.ACME.policyOf(TestingContexts.ACME).orElseThrow();
        var patient =
                new Policy(
                        policy.tenant(),
                        policy.version(),
                        policy.modules(),
                        policy.grants(),
                        policy.forModules(),
                        policy.requests(),
                        policy.limits(),
                        RetryPolicy.USUAL.withAttempts(attempts));
        return new Tenants("v1", Map.of(TestingContexts.ACME, patient));
    }

    @Test
    void aJobThatAsksForAnotherAttemptHasNoResultYet() {
        intake.add(failing(0)).step();

        assertThat(intake.outcomes()).isEmpty();
        assertThat(intake.producer.committed("dead-letters")).isEmpty();
        assertThat(intake.offsets()).containsEntry(ZERO, 1L);
    }

    @Test
    void itsRecordGoesToRetriesAsItIs() {
        var job = failing(0);
        intake.add(job).step();

        var retry = intake.producer.committed("retries").getFirst();
        assertThat(retry.partition()).isZero();
        assertThat(retry.key()).isEqualTo(job.key());
        assertThat(retry.value()).isEqualTo(job.value());
        assertThat(RetryCodec.originals(retry.headers()))
                .isEqualTo(List.of(job.headers().toArray()));
        assertThat(told(retry).attempt()).isEqualTo(2);
        assertThat(told(retry).place().toString()).contains("jobs").contains("offset=0");
    }

    /** Without it, nobody could tell an offset that was never committed from one that is lost. */
    @Test
    void howFarRetriesHaveGotIsCommittedWithIt() {
        intake.add(failing(0)).step();

        assertThat(intake.offsets()).containsEntry(RETRIES_ZERO, 0L);
    }

    @Test
    void jobsThatSucceedCommitNothingOfRetries() {
        intake.add(job(ZERO, 0, "echo", "x")).step();

        assertThat(intake.offsets()).containsOnlyKeys(ZERO);
    }

    @Test
    void itIsNotTriedBeforeItIsDue() {
        intake.add(failing(0)).step();

        intake.readRetries(Duration.ZERO);
        intake.step();

        assertThat(intake.told).hasSize(1);
        assertThat(intake.figures.waiting()).isEqualTo(1);
    }

    @Test
    void whenItIsDueItIsTriedAgainUntilItHasHadItsAttempts() {
        intake.add(failing(0)).step();
        assertThat(intake.outcomes()).isEmpty();

        intake.readRetries(LONG);
        intake.step();
        assertThat(intake.outcomes()).isEmpty();

        intake.readRetries(LONG);
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 failure");
        assertThat(intake.results().getFirst().execution().attempt()).isEqualTo(3);
        assertThat(intake.progress(RETRIES_ZERO))
                .isEqualTo(new ProgressReading.Ours(Progress.upTo(2)));
        assertThat(intake.producer.committed("retries")).hasSize(2);
    }

    @Test
    void oneThatHadItsLastAttemptIsADeadLetterWithItsStory() {
        var job = failing(0);
        intake.add(job).step();
        var firstFailed = told(intake.producer.committed("retries").getFirst()).firstFailed();
        intake.readRetries(LONG);
        intake.step();
        intake.readRetries(LONG);
        intake.step();

        var letter = intake.producer.committed("dead-letters").getFirst();
        assertThat(letter.value()).isEqualTo(job.value());
        assertThat(header(letter, "__pointsman.errors.type")).isEqualTo("guest-exit");
        assertThat(header(letter, "__pointsman.errors.attempts")).isEqualTo("3");
        assertThat(header(letter, "__pointsman.errors.topic")).isEqualTo("jobs");
        assertThat(header(letter, "__pointsman.errors.offset")).isEqualTo("0");
        assertThat(header(letter, "__pointsman.errors.headers.dropped")).isEqualTo("0");
        assertThat(Instant.parse(header(letter, "__pointsman.errors.first.failed")))
                .isEqualTo(firstFailed);
        assertThat(letter.headers()).noneMatch(it -> it.key().startsWith("__pointsman.retry."));
    }

    @Test
    void aDeadLetterThatIsPublishedAgainAndFailsAgainHasOneFamilyOfReasons() {
        intake.tenants = trying(1);
        intake.add(failing(0)).step();
        var letter = intake.producer.committed("dead-letters").getFirst();
        intake.add(record(ZERO, 1, letter.key(), letter.value(), letter.headers())).step();

        var again = intake.producer.committed("dead-letters").getLast();
        assertThat(again.headers())
                .filteredOn(it -> it.key().equals("__pointsman.errors.offset"))
                .extracting(it -> new String(it.value(), StandardCharsets.UTF_8))
                .containsExactly("1");
    }

    @Test
    void nothingElseWaitsForIt() {
        intake.add(failing(0)).add(job(ZERO, 1, "echo", "x")).step();

        assertThat(intake.outcomes()).containsExactly("0-1 success");
        assertThat(intake.offsets()).containsEntry(ZERO, 2L);
    }

    @Test
    void whatAPublisherSaysOfAttemptsIsIgnoredAndCounted() {
        var forged = new ArrayList<Header>(List.of(failing(0).headers().toArray()));
        forged.add(new RecordHeader("__pointsman.retry.attempt", bytes("99")));

        intake.add(record(ZERO, 0, bytes("key"), bytes("75"), forged)).step();

        var retry = intake.producer.committed("retries").getFirst();
        assertThat(told(retry).attempt()).isEqualTo(2);
        assertThat(intake.figures.pretending()).isEqualTo(1);
    }

    @Test
    void aRecordOfRetriesThatNoWorkerWroteIsAnsweredAndPutAside() {
        intake.retries.consumer.append(
                RETRIES_ZERO, bytes("key"), bytes("x"), job(ZERO, 7, "echo", "x").headers());

        intake.readRetries(Duration.ZERO);
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-7 job-malformed");
        assertThat(intake.producer.committed("dead-letters")).hasSize(1);
    }

    /** It would be written to a topic that its author chooses. */
    @Test
    void aRetryThatSaysItIsFromElsewhereIsAnsweredAndPutAside() {
        var elsewhere = new RecordPlace("x", 0, 0, 0);
        var now = Instant.now();
        var forged = new Retry(2, now, now, elsewhere, ErrorCode.GUEST_EXIT);
        intake.retries.consumer.append(
                RETRIES_ZERO,
                bytes("key"),
                bytes("75"),
                RetryCodec.write(failing(7).headers(), forged));

        intake.readRetries(Duration.ZERO);
        intake.step();

        assertThat(intake.outcomes()).containsExactly("retries-0-0 job-malformed");
    }

    @Test
    void afterAnAbortItIsTriedAgainAsIfNothingHadBeen() {
        intake.add(failing(0));
        intake.producer.commitTransactionException = new RecordTooLargeException("for once");
        intake.step();
        intake.producer.commitTransactionException = null;
        assertThat(intake.producer.committed("retries")).isEmpty();
        intake.poll();
        intake.step();

        var retries = intake.producer.committed("retries");
        assertThat(retries).hasSize(1);
        assertThat(told(retries.getFirst()).attempt()).isEqualTo(2);
    }

    @Test
    void anAttemptWhosePartitionIsTakenAwayIsAnothers() {
        intake.add(failing(0)).step();
        intake.readRetries(LONG);

        intake.consumer.rebalance(Set.of(ONE, TWO));
        intake.step();

        assertThat(intake.told).hasSize(1);
        assertThat(intake.figures.waiting()).isZero();
        intake.readRetries(LONG);
        assertThat(intake.retries.assigned()).doesNotContain(RETRIES_ZERO).hasSize(2);
    }

    @Test
    void theNextOwnerTriesWhatTheOneBeforeHasLeft() {
        intake.add(failing(0)).step();
        intake.consumer.rebalance(Set.of(ONE, TWO));
        intake.consumer.committed(ZERO, 1, "");
        intake.consumer.committed(RETRIES_ZERO, 0, "");
        intake.consumer.updateEndOffsets(Map.of(RETRIES_ZERO, 1L));

        intake.consumer.rebalance(Set.of(ZERO, ONE, TWO));
        intake.poll();
        intake.readRetries(LONG);
        intake.step();

        assertThat(intake.told).hasSize(2);
        assertThat(intake.told.getLast().result().execution().attempt()).isEqualTo(2);
    }

    @Test
    void aRetryThatHasExpiredMeanwhileIsCancelled() {
        var expiring = expiring(Duration.ofMinutes(1));
        intake.add(expiring).step();
        assertThat(intake.producer.committed("retries")).hasSize(1);
        var late = new ArrayList<Header>();
        for (var header : intake.producer.committed("retries").getFirst().headers()) {
            late.add(
                    header.key().equals("ce_expirytime")
                            ? new RecordHeader(header.key(), bytes("2026-01-01T00:00:00Z"))
                            : header);
        }
        intake.retries.consumer.append(RETRIES_ZERO, bytes("key"), bytes("75"), late);

        intake.readRetries(LONG);
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 cancel");
        assertThat(intake.results().getFirst().execution().attempt()).isEqualTo(2);
    }

    @Test
    void aRetryThatWouldBeDueAfterItsJobExpiresIsNotMade() {
        intake.add(expiring(Duration.ofMillis(400))).step();

        assertThat(intake.producer.committed("retries")).isEmpty();
        assertThat(intake.outcomes()).containsExactly("0-0 failure");
        assertThat(intake.producer.committed("dead-letters")).hasSize(1);
    }

    @Test
    void whatIsPublishedToATopicThatIsNotThereIsTriedAgain() {
        intake.add(job(ZERO, 0, "publish", "somewhere")).step();

        assertThat(intake.outcomes()).isEmpty();
        assertThat(told(intake.producer.committed("retries").getFirst()).error().code())
                .isEqualTo("publish-failed");
    }

    @Test
    void aRecordTooLargeForRetriesHasHadItsLastAttempt() {
        intake.producer.refuse(
                new RecordTooLargeException("too large"), it -> it.topic().equals("retries"));

        intake.add(failing(0)).step();

        assertThat(intake.outcomes()).containsExactly("0-0 failure");
        assertThat(intake.producer.committed("dead-letters")).hasSize(1);
    }

    /** The session is lost, and begins again at what is committed; the worker says so. */
    @Test
    void whenRetriesCannotBeWrittenNothingIsCommitted() {
        intake.producer.refuse(
                new TimeoutException("topic retries not present in metadata"),
                it -> it.topic().equals("retries"));
        intake.add(failing(0)).add(job(ZERO, 1, "echo", "x"));

        assertThatThrownBy(intake::step)
                .isInstanceOf(Unwritable.class)
                .hasMessageContaining("retries");

        assertThat(intake.producer.commitCount()).isZero();
        assertThat(intake.outcomes()).isEmpty();
    }

    @Test
    void recordsWithoutKeyOrValueAreTriedAgainToo() {
        var job = failing(0);
        intake.add(record(ZERO, 0, null, job.value(), job.headers())).step();

        intake.readRetries(LONG);
        intake.step();

        assertThat(intake.producer.committed("retries"))
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.key()).isNull());
    }

    /** Its guest exits with the code its input names. */
    private static ConsumerRecord<byte[], byte[]> failing(long offset) {
        return job(ZERO, offset, "exit-code", "75");
    }

    private static ConsumerRecord<byte[], byte[]> expiring(Duration in) {
        var request =
                JobRequest.of(
                                new JobId("0-0"),
                                TestingContexts.ACME,
                                ModuleRef.named("exit-code"),
                                Event.of("urn:test", "com.example.test.v1"),
                                Payload.ofUtf8("75"))
                        .withExpiry(Instant.now().plus(in));
        return record(ZERO, 0, bytes("key"), bytes("75"), JobRequestCodec.write(request));
    }

    private static Retry told(ProducerRecord<byte[], byte[]> record) {
        return ((Reading.Accepted<Retry>) RetryCodec.read(record.headers())).value();
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
