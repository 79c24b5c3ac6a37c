package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingRetries.expiring;
import static dev.pointsman.worker.kafka.TestingRetries.trying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that say until when they are wanted. Their guest fails, so that it is seen if it is run. */
class ExpiringJobsTest {
    @AutoClose private final TestingIntake intake = new TestingIntake();

    @BeforeEach
    void jobsAreTriedOnce() {
        intake.tenants = trying(1);
    }

    @Test
    void oneThatIsNotWantedAnyMoreIsCancelledWithoutBeingRun() {
        intake.add(expiring(Duration.ofMinutes(-1))).step();

        assertThat(intake.results())
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.outcome())
                            .isInstanceOfSatisfying(
                                    Outcome.Cancelled.class,
                                    it -> assertThat(it.code()).isEqualTo(ErrorCode.EXPIRED));
                    assertThat(result.execution().usage()).isEmpty();
                });
        assertThat(intake.producer.committed("dead-letters")).isEmpty();
        assertThat(intake.producer.committed("retries")).isEmpty();
    }

    @Test
    void oneThatIsWantedStillIsRun() {
        intake.add(expiring(Duration.ofMinutes(1))).step();

        assertThat(intake.outcomes()).containsExactly("0-0 failure");
    }

    /** Its policy says how long it may take, whatever its publisher would wait. */
    @Test
    void oneThatIsWantedForThousandsOfYearsIsRunAsAnyOther() {
        intake.add(expiring(Duration.ofDays(365 * 7_000))).step();

        assertThat(intake.outcomes()).containsExactly("0-0 failure");
    }

    @Test
    void oneThatWasNotWantedWhenTimeBeganIsCancelled() {
        intake.add(expiring(Duration.ofDays(-365 * 2_000))).step();

        assertThat(intake.outcomes()).containsExactly("0-0 cancel");
    }
}
