package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static dev.pointsman.worker.kafka.TestingJobs.record;
import static dev.pointsman.worker.kafka.TestingRetries.LONG;
import static dev.pointsman.worker.kafka.TestingRetries.failing;
import static dev.pointsman.worker.kafka.TestingRetries.header;
import static dev.pointsman.worker.kafka.TestingRetries.told;
import static dev.pointsman.worker.kafka.TestingRetries.trying;
import static dev.pointsman.worker.kafka.TestingRetryTopic.RETRIES_ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.RetryCodec;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressReading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that ask for another attempt, and what becomes of them. */
class RetriesTest {
    @AutoClose private final TestingIntake intake = new TestingIntake();

    @BeforeEach
    void jobsAreTriedThreeTimes() {
        intake.tenants = trying(3);
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
        assertThat(header(again, "__pointsman.errors.headers.dropped")).isEqualTo("0");
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
    void whatIsPublishedToATopicThatIsNotThereIsTriedAgain() {
        intake.add(job(ZERO, 0, "publish", "somewhere")).step();

        assertThat(intake.outcomes()).isEmpty();
        assertThat(told(intake.producer.committed("retries").getFirst()).error().code())
                .isEqualTo("publish-failed");
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
}
