package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.TWO;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingRetries.LONG;
import static dev.pointsman.worker.kafka.TestingRetries.failing;
import static dev.pointsman.worker.kafka.TestingRetries.tryingInOrder;
import static dev.pointsman.worker.kafka.TestingRetries.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How long whoever reads retries waits for the next. */
class RetryReaderTest {
    private static final Duration IDLE = Duration.ofSeconds(5);

    @AutoClose private final TestingIntake intake = new TestingIntake();

    private Duration waited() {
        return intake.retries.consumer.lastPatience();
    }

    private void read() {
        intake.readRetries(Duration.ZERO, IDLE);
    }

    @Test
    void withNothingToWaitForItWaitsForARecord() {
        intake.poll();

        read();

        assertThat(waited()).isEqualTo(IDLE);
    }

    @Test
    void itWaitsNoLongerThanUntilTheNextJobIsDue() {
        intake.tenants = waiting(Duration.ofSeconds(2));
        intake.add(failing(0)).step();
        read();

        read();

        assertThat(waited()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    /** When it is known nobody tells; its jobs wait for it. */
    @Test
    void itLooksAgainSoonWhereJobsAreAwaited() {
        intake.tenants = tryingInOrder(2);
        intake.consumer.rebalance(Set.of(ONE, TWO));
        intake.retries.open = 1;
        intake.consumer.rebalance(Set.of(ZERO, ONE, TWO));
        intake.poll();

        read();

        assertThat(waited()).isLessThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void whatIsClaimedMeanwhileIsNotWaitedFor() {
        intake.poll();
        read();
        intake.consumer.rebalance(Set.of(ONE, TWO));

        intake.consumer.rebalance(Set.of(ZERO, ONE, TWO));
        intake.poll();

        assertThat(intake.retries.consumer.wasWoken()).isTrue();
        read();
        assertThat(intake.retries.assigned()).hasSize(3);
    }

    @Test
    void itIsWokenWhenNothingIsToBeReadAnyMore() {
        intake.add(failing(0)).step();
        intake.readRetries(LONG);
        assertThat(intake.retries.consumer.wasWoken()).isFalse();

        intake.end();

        assertThat(intake.retries.consumer.wasWoken()).isTrue();
    }
}
