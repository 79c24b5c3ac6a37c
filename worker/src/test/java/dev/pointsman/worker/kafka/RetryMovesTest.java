package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.TWO;
import static dev.pointsman.worker.kafka.TestingRetries.failing;
import static dev.pointsman.worker.kafka.TestingRetries.told;
import static dev.pointsman.worker.kafka.TestingRetries.trying;
import static dev.pointsman.worker.kafka.TestingRetries.waiting;
import static dev.pointsman.worker.kafka.TestingRetryTopic.RETRIES_ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.RetryCodec;
import dev.pointsman.worker.flow.FlowLimits;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressReading;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What waits for long gives way where no more can be read: here there is room for one job. */
class RetryMovesTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static final Duration DAY = Duration.ofDays(1);

    /** Later than a job is due that waits for a second, and long before one that waits an hour. */
    private static final Duration SOON = Duration.ofSeconds(2);

    @AutoClose
    private final TestingIntake intake =
            new TestingIntake(new FlowLimits(500, 500, Duration.ofSeconds(30), 1_400));

    @Test
    void whatIsNotDueForLongIsWrittenOnceMoreBehindTheOthersAsItWas() {
        fail(0, HOUR);
        fail(1, HOUR);

        intake.readRetries(Duration.ZERO);
        intake.commit();

        var retries = intake.producer.committed("retries");
        assertThat(retries).hasSize(3);
        assertThat(told(retries.getLast())).isEqualTo(told(retries.getFirst()));
        assertThat(retries.getLast().key()).isEqualTo(retries.getFirst().key());
        assertThat(retries.getLast().value()).isEqualTo(retries.getFirst().value());
        assertThat(RetryCodec.originals(retries.getLast().headers()))
                .isEqualTo(RetryCodec.originals(retries.getFirst().headers()));
        assertThat(intake.progress(RETRIES_ZERO))
                .isEqualTo(new ProgressReading.Ours(Progress.upTo(1)));
        assertThat(intake.outcomes()).isEmpty();
    }

    @Test
    void whatStandsBehindAndIsDueSoonerIsTried() {
        fail(0, HOUR);
        intake.tenants = trying(2);
        intake.add(failing(1)).step();

        intake.readRetries(SOON);
        intake.commit();
        intake.readRetries(SOON);
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-1 failure");
    }

    @Test
    void withNothingBehindItNothingIsMoved() {
        fail(0, HOUR);

        intake.readRetries(Duration.ZERO);
        intake.commit();

        assertThat(intake.producer.committed("retries")).hasSize(1);
        assertThat(intake.figures.waiting()).isEqualTo(1);
    }

    /** Whoever waited for an answer would have the retries of all others wait, too. */
    @Test
    void ofAPartitionWithoutALeaderNothingIsMovedAndNothingIsWaitedFor() {
        intake.retries.loseLeaders();
        fail(0, HOUR);
        fail(1, HOUR);

        intake.readRetries(Duration.ZERO);
        intake.commit();

        assertThat(intake.producer.committed("retries")).hasSize(2);
        assertThat(intake.figures.waiting()).isEqualTo(1);
    }

    @Test
    void anAnswerThatTakesLongerThanTheNextLookIsOneToo() {
        intake.retries.loseLeaders();
        fail(0, HOUR);
        fail(1, HOUR);
        intake.readRetries(Duration.ZERO);

        intake.retries.answerLate();
        intake.readRetries(SOON);
        intake.commit();

        assertThat(intake.producer.committed("retries")).hasSize(3);
    }

    /** It makes room by itself in a moment. */
    @Test
    void whatIsDueSoonIsNotMoved() {
        fail(0, Duration.ofSeconds(2));
        fail(1, Duration.ofSeconds(2));

        intake.readRetries(Duration.ZERO);
        intake.commit();

        assertThat(intake.producer.committed("retries")).hasSize(2);
        assertThat(intake.figures.waiting()).isEqualTo(1);
    }

    /** Each has been read by then, and none is due: to go on would be to write them without end. */
    @Test
    void whatWaitsIsMovedOnceAndNotAgainBeforeSomethingIsDue() {
        fail(0, HOUR);
        fail(1, DAY);

        for (var seconds = 0; seconds < 20; seconds += 2) {
            readRetries(Duration.ofSeconds(seconds));
        }

        assertThat(intake.producer.committed("retries")).hasSize(3);
        assertThat(intake.figures.waiting()).isEqualTo(1);
    }

    @Test
    void whatWasMovedIsReadInTimeForItsNextAttempt() {
        fail(0, HOUR);
        fail(1, DAY);
        for (var seconds = 0; seconds < 20; seconds += 2) {
            readRetries(Duration.ofSeconds(seconds));
        }

        readRetries(HOUR);
        readRetries(HOUR.plusSeconds(2));
        intake.step();

        assertThat(intake.told.getLast().result().id()).hasToString("0-0");
        assertThat(intake.told).hasSize(3);
    }

    @Test
    void whatIsWrittenLaterAndIsDueSoonerIsTriedToo() {
        fail(0, HOUR);
        fail(1, DAY);
        for (var seconds = 0; seconds < 20; seconds += 2) {
            readRetries(Duration.ofSeconds(seconds));
        }

        intake.tenants = trying(2);
        intake.add(failing(2)).step();
        for (var seconds = 20; seconds < 40; seconds += 2) {
            readRetries(Duration.ofSeconds(seconds));
        }
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-2 failure");
    }

    /** As many as there may be, where they wait for a while, hold up one due at once for none. */
    @Test
    void whatIsDueInSomeSecondsGivesWayToo() {
        fail(0, Duration.ofSeconds(9));
        intake.tenants = trying(2);
        intake.add(failing(1)).step();

        readRetries(SOON);
        readRetries(SOON);
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-1 failure");
    }

    /** The next owner reads it where it was. */
    @Test
    void whatIsMovedWhileItsPartitionIsTakenAwayIsNotWritten() {
        fail(0, HOUR);
        fail(1, HOUR);
        intake.readRetries(Duration.ZERO);

        intake.consumer.rebalance(Set.of(ONE, TWO));
        intake.commit();

        assertThat(intake.producer.committed("retries")).hasSize(2);
    }

    private void readRetries(Duration ahead) {
        intake.readRetries(ahead);
        intake.commit();
    }

    private void fail(long offset, Duration wait) {
        intake.tenants = waiting(wait);
        intake.add(failing(offset)).step();
    }
}
