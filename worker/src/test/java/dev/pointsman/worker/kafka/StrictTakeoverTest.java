package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.TWO;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.bytes;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static dev.pointsman.worker.kafka.TestingJobs.record;
import static dev.pointsman.worker.kafka.TestingRetries.LONG;
import static dev.pointsman.worker.kafka.TestingRetries.failing;
import static dev.pointsman.worker.kafka.TestingRetries.trying;
import static dev.pointsman.worker.kafka.TestingRetries.tryingInOrder;
import static dev.pointsman.worker.kafka.TestingRetryTopic.RETRIES_ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.flow.FlowLimits;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A partition whose owner before has left jobs that keep the order of their key. */
class StrictTakeoverTest {
    @AutoClose private final TestingIntake intake = new TestingIntake();

    @BeforeEach
    void jobsAreTriedTwiceInOrder() {
        intake.tenants = tryingInOrder(2);
    }

    /** Offset 0 has failed by then, and offset 1 is a good job of its key. */
    private static void takesOver(TestingIntake next) {
        next.consumer.rebalance(Set.of(ONE, TWO));
        next.consumer.committed(ZERO, 1, "");
        next.consumer.committed(RETRIES_ZERO, 0, "");
        next.consumer.updateEndOffsets(Map.of(RETRIES_ZERO, 1L));
        next.add(job(ZERO, 1, "echo", "x"));
        next.consumer.rebalance(Set.of(ZERO, ONE, TWO));
        next.poll();
    }

    @Test
    void theNextOwnerBeginsNothingBeforeItKnowsWhoWaits() {
        intake.add(failing(0)).step();
        takesOver(intake);
        intake.step();
        assertThat(intake.outcomes()).isEmpty();

        intake.readRetries(LONG);
        intake.step();
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 failure", "0-1 success");
    }

    /** Behind it others may have been committed, which nobody reads before it has ended. */
    @Test
    void itWaitsForTransactionsThatAnOwnerBeforeHasLeftOpen() {
        intake.retries.open = 1;
        takesOver(intake);
        intake.readRetries(Duration.ZERO);
        intake.step();
        assertThat(intake.outcomes()).isEmpty();

        intake.retries.consumer.append(
                RETRIES_ZERO, bytes("key"), bytes("x"), job(ZERO, 7, "echo", "x").headers());
        intake.readRetries(Duration.ZERO);
        intake.step();

        assertThat(intake.outcomes()).contains("0-1 success");
    }

    @Test
    void whereNoPolicySaysSoNothingIsWaitedFor() {
        intake.tenants = trying(2);
        intake.retries.open = 1;
        takesOver(intake);

        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-1 success");
    }

    /** Each fails once more; there is room for one key that waits. */
    @Test
    void oneThatHasLessRoomThanWaitsBeginsWhenTheyHaveEnded() {
        intake.tenants = tryingInOrder(3);
        intake.add(failing(0));
        for (var other = 2; other < 6; other++) {
            var failing = failing(other);
            intake.add(
                    record(ZERO, other, bytes("key " + other), failing.value(), failing.headers()));
        }
        intake.step();

        try (var small =
                new TestingIntake(new FlowLimits(500, 500, Duration.ofSeconds(30), 1_500))) {
            small.tenants = tryingInOrder(3);
            intake.producer
                    .committed("retries")
                    .forEach(it ->
                            small.retries.consumer.append(
                                    RETRIES_ZERO, it.key(), it.value(), it.headers()));
            takesOver(small);
            var mostKeys = 0;
            for (var round = 0; round < 15; round++) {
                small.readRetries(LONG);
                mostKeys = Math.max(mostKeys, small.figures.heldKeys());
                small.step();
            }

            assertThat(mostKeys).isEqualTo(1);
            assertThat(small.outcomes())
                    .hasSize(6)
                    .contains("0-0 failure", "0-5 failure")
                    .endsWith("0-1 success");
        }
    }
}
