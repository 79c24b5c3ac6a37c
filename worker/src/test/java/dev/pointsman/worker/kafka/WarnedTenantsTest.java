package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * A tenant whose jobs keep something and publish what nobody takes, and whose next ones have seen
 * it by then: each time that is a transaction of everybody's.
 */
class WarnedTenantsTest {
    private static final int ROUNDS = 10;

    @AutoClose private final TestingIntake intake = new TestingIntake();
    private Instant now = Instant.EPOCH;
    private long offset;

    WarnedTenantsTest() {
        intake.time = () -> now;
    }

    /** Without a limit no round would ever be committed: each has a pair that fails it. */
    @Test
    void jobsOfOneTenantFailEverybodysTransactionOnceOnly() {
        for (var round = 0; round < ROUNDS; round++) {
            keepAndFail(2);
            intake.add(job(ONE, round, "echo", "x"));
            intake.step();
        }
        while (intake.step() > 0) {
            // One of the key after the other.
        }

        assertThat(intake.steps).containsOnlyOnce(TransactionStep.ABORTED);
        assertThat(intake.outcomes())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, ROUNDS)
                                .boxed()
                                .<String>mapMulti((round, to) -> {
                                    to.accept("0-" + 2 * round + " publish-failed");
                                    to.accept("0-" + (2 * round + 1) + " publish-failed");
                                    to.accept("1-" + round + " success");
                                })
                                .toList());
    }

    /** Each sees what the one before it has left, as ever. */
    @Test
    void jobsOfSuchATenantSeeWhatIsCommitted() {
        failOnce();

        count(3);
        intake.step();
        assertThat(intake.outcomes()).endsWith("0-1 publish-failed", "0-2 success");
        intake.step();
        intake.step();

        assertThat(intake.outcomes()).endsWith("0-2 success", "0-3 success", "0-4 success");
        assertThat(intake.steps).containsOnlyOnce(TransactionStep.ABORTED);
    }

    @Test
    void aWarningIsForgotten() {
        failOnce();
        now = now.plus(Duration.ofMinutes(10));

        count(3);
        intake.step();

        assertThat(intake.outcomes()).endsWith("0-2 success", "0-3 success", "0-4 success");
    }

    private void failOnce() {
        keepAndFail(2);
        intake.step();
        intake.step();
        intake.step();
        assertThat(intake.outcomes()).containsExactly("0-0 publish-failed", "0-1 publish-failed");
    }

    private void keepAndFail(int jobs) {
        for (var i = 0; i < jobs; i++) {
            intake.add(job(ZERO, offset++, "counter", "pnowhere"));
        }
    }

    private void count(int jobs) {
        for (var i = 0; i < jobs; i++) {
            intake.add(job(ZERO, offset++, "counter", ""));
        }
    }
}
