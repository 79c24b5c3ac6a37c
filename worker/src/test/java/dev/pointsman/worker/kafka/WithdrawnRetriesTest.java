package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.again;
import static dev.pointsman.worker.kafka.TestingJobs.cancel;
import static dev.pointsman.worker.kafka.TestingRetries.LONG;
import static dev.pointsman.worker.kafka.TestingRetries.failing;
import static dev.pointsman.worker.kafka.TestingRetries.trying;
import static dev.pointsman.worker.kafka.TestingRetryTopic.RETRIES_ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressReading;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that wait for another attempt, and are withdrawn or published once more. */
class WithdrawnRetriesTest {
    @AutoClose private final TestingIntake intake = new TestingIntake();

    @BeforeEach
    void jobsAreTriedThreeTimes() {
        intake.tenants = trying(3);
    }

    @Test
    void oneThatIsNotDueIsCancelledAtOnce() {
        intake.add(failing(0)).step();
        intake.readRetries(Duration.ZERO);

        intake.add(cancel(ZERO, 1, 0)).step();

        assertThat(intake.cancels).containsExactly("0-0 1");
        assertThat(intake.results())
                .extracting(result -> result.outcome())
                .containsExactly(
                        new Outcome.Cancelled(
                                ErrorCode.WITHDRAWN,
                                "the job was withdrawn before it was tried again"));
        assertThat(intake.offsets()).isEqualTo(Map.of(ZERO, 2L, RETRIES_ZERO, 1L));
        assertThat(intake.producer.committed("dead-letters")).isEmpty();
        assertThat(intake.figures.waiting()).isZero();
    }

    /** Nobody is to be found while its record is written and not read. */
    @Test
    void oneThatIsOnItsWayToItsNextAttemptIsCancelledWhenItGetsThere() {
        intake.add(failing(0)).step();
        intake.add(cancel(ZERO, 1, 0)).step();
        assertThat(intake.cancels).containsExactly("0-0 0");

        intake.readRetries(Duration.ZERO);
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 cancel");
        assertThat(intake.progress(RETRIES_ZERO))
                .isEqualTo(new ProgressReading.Ours(Progress.upTo(1)));
        assertThat(intake.figures.waiting()).isZero();
    }

    @Test
    void oneThatIsDueAndWaitsForAThreadIsCancelledToo() {
        intake.add(failing(0)).step();
        intake.readRetries(LONG);

        intake.add(cancel(ZERO, 1, 0)).step();

        assertThat(intake.outcomes()).containsExactly("0-0 cancel");
        assertThat(intake.progress(RETRIES_ZERO))
                .isEqualTo(new ProgressReading.Ours(Progress.upTo(1)));
    }

    /** Its cancel ends with this attempt, and would not be there to find the next. */
    @Test
    void oneThatIsWithdrawnTooLateToBeStoppedIsCancelledInsteadOfBeingTriedAgain() {
        intake.tenants = TestingRunner.recording(trying(3));

        withdrawAfterItsGuestHasEnded();

        assertThat(intake.cancels).containsExactly("0-0 1");
        assertThat(intake.results())
                .extracting(result -> result.outcome())
                .containsExactly(
                        new Outcome.Cancelled(
                                ErrorCode.WITHDRAWN,
                                "the job was withdrawn before it could be tried again"));
        assertThat(intake.producer.history())
                .extracting(record -> record.topic())
                .containsExactly("results", "state");
        assertThat(intake.offsets()).isEqualTo(Map.of(ZERO, 2L));
    }

    /** It has come to its end, which comes before the cancel. */
    @Test
    void oneWhoseLastAttemptHasFailedByThenStaysAFailure() {
        intake.tenants = trying(1);

        withdrawAfterItsGuestHasEnded();

        assertThat(intake.outcomes()).containsExactly("0-0 failure");
        assertThat(intake.producer.committed("dead-letters")).hasSize(1);
        assertThat(intake.offsets()).isEqualTo(Map.of(ZERO, 2L));
    }

    private void withdrawAfterItsGuestHasEnded() {
        intake.add(failing(0)).poll();
        intake.add(cancel(ZERO, 1, 0));
        intake.afterwards = intake::poll;
        intake.runJobs();
        intake.commit();
    }

    @Test
    void aRetryIsNoDuplicateOfItself() {
        intake.policies = TestingRunner.acmeWithDuplicates(LONG);
        intake.add(failing(0)).step();

        intake.readRetries(LONG);
        intake.step();
        intake.readRetries(LONG);
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 failure");
    }

    /** From its first attempt on it is remembered, whoever comes next. */
    @Test
    void whatIsPublishedOnceMoreIsADuplicateOfOneThatWaits() {
        intake.policies = TestingRunner.acmeWithDuplicates(LONG);
        intake.add(failing(0)).step();
        assertThat(intake.producer.committed("state")).hasSize(1);

        intake.add(again(ZERO, 1, 0)).step();

        assertThat(intake.outcomes()).containsExactly("0-0 cancel");
        assertThat(intake.offsets()).containsEntry(ZERO, 2L);
    }
}
