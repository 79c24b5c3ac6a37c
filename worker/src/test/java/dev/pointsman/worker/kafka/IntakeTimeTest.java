package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.TWO;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Jobs that there is no time for: with an interval this short, each poll has time for one. */
class IntakeTimeTest {
    @AutoClose private final TestingIntake intake = new TestingIntake(Duration.ofNanos(1), 2);

    @Test
    void thereIsProgressHoweverShortTheTime() {
        intake.add(job(ZERO, 0, "echo", "a")).add(job(ZERO, 1, "echo", "b"));

        var committed = intake.step();

        assertThat(committed).isEqualTo(1);
        assertThat(intake.offsets()).isEqualTo(Map.of(ZERO, 1L));
    }

    @Test
    void whatThereWasNoTimeForIsPolledAgainInOrder() {
        for (var offset = 0; offset < 5; offset++) {
            intake.add(job(ZERO, offset, "echo", "x"));
        }

        stepsUntil(5);

        assertThat(intake.outcomes())
                .containsExactly(
                        "0-0 success", "0-1 success", "0-2 success", "0-3 success", "0-4 success");
        assertThat(intake.offsets()).isEqualTo(Map.of(ZERO, 5L));
    }

    @Test
    void aPartitionWhoseJobsDidNotBeginHasNoOffset() {
        intake.add(job(ZERO, 0, "echo", "a")).add(job(ONE, 0, "echo", "b"));

        intake.step();

        assertThat(intake.offsets()).hasSize(1);
    }

    @Test
    void partitionsTakeTurns() {
        for (var offset = 0; offset < 10; offset++) {
            for (var partition : List.of(ZERO, ONE, TWO)) {
                intake.add(job(partition, offset, "echo", "x"));
            }
        }

        var first = stepsUntil(3);

        assertThat(first).containsExactlyInAnyOrder(ZERO, ONE, TWO);
    }

    @Test
    void nothingIsLostOrDoneTwiceAcrossPartitions() {
        var expected = new ArrayList<String>();
        for (var offset = 0; offset < 10; offset++) {
            for (var partition : List.of(ZERO, ONE, TWO)) {
                intake.add(job(partition, offset, "echo", "x"));
                expected.add(partition.partition() + "-" + offset + " success");
            }
        }

        stepsUntil(30);

        assertThat(intake.outcomes()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(intake.step()).isZero();
        assertThat(intake.outcomes().stream().filter(it -> it.startsWith("1-")))
                .isSortedAccordingTo((one, other) -> one.compareTo(other));
    }

    /** The partitions of the jobs committed, in the order they were. */
    private List<TopicPartition> stepsUntil(int jobs) {
        var committed = 0;
        while (committed < jobs) {
            committed += intake.step();
        }
        return intake.told.stream()
                .map(it -> new TopicPartition(it.origin().topic(), it.origin().partition()))
                .toList();
    }
}
