package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.TWO;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.SeenCodec;
import dev.pointsman.worker.flow.FlowLimits;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressCodec;
import dev.pointsman.worker.flow.ProgressReading;
import java.time.Duration;
import java.util.BitSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Partitions that come and go, and what becomes of their jobs. */
class PartitionsTest {
    @AutoClose private final TestingIntake intake = new TestingIntake();

    @Test
    void jobsOfAPartitionThatWasTakenAwayAreAnothers() {
        intake.add(job(ZERO, 0, "echo", "a")).add(job(ONE, 0, "echo", "b"));
        intake.poll();
        intake.runJobs();

        intake.consumer.rebalance(Set.of(ONE, TWO));
        intake.commit();

        assertThat(intake.outcomes()).containsExactly("1-0 success");
        assertThat(intake.offsets()).containsOnlyKeys(ONE);
    }

    @Test
    void jobsThatHaveNotBegunByThenAreNotBegun() {
        intake.add(job(ZERO, 0, "echo", "a"));
        intake.poll();

        intake.consumer.rebalance(Set.of(ONE, TWO));
        intake.runJobs();

        assertThat(intake.commit()).isZero();
    }

    /** It would spin until its deadline, on a thread that others wait for. */
    @Test
    void aJobThatRunsThenIsStopped() {
        intake.meanwhile = () -> intake.consumer.rebalance(Set.of(ONE, TWO));
        intake.add(job(ZERO, 0, "spin", "x"));
        intake.poll();

        intake.runJobs();

        assertThat(intake.commit()).isZero();
    }

    @Test
    void aPartitionThatComesBackBeginsAtWhatIsCommitted() {
        intake.add(job(ZERO, 0, "echo", "a")).add(job(ZERO, 1, "echo", "b"));
        intake.poll();
        intake.consumer.rebalance(Set.of(ONE, TWO));

        intake.consumer.committed(ZERO, 1, "");
        intake.consumer.rebalance(Set.of(ZERO, ONE, TWO));
        intake.poll();
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-1 success");
    }

    @Test
    void whatTheOwnerBeforeFinishedIsNotRunAgain() {
        intake.consumer.rebalance(Set.of());
        var beyond = new BitSet();
        beyond.set(1);
        beyond.set(3);
        isBegun(ProgressCodec.write(Progress.of(0, beyond)));
        for (var offset = 0; offset < 5; offset++) {
            intake.add(job(ZERO, offset, "echo", "x"));
        }

        intake.consumer.rebalance(Set.of(ZERO));
        intake.poll();
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 success", "0-2 success", "0-4 success");
        assertThat(intake.progress(ZERO)).isEqualTo(new ProgressReading.Ours(Progress.upTo(5)));
    }

    @Test
    void aPartitionOfWhichNobodyCanSayWhereToBeginIsNotRunAndTheOthersAre() {
        intake.consumer.rebalance(Set.of());
        intake.consumer.committed(ZERO, 0, "pointsman/9:of the future");
        intake.add(job(ZERO, 0, "echo", "a")).add(job(ONE, 0, "echo", "b"));

        intake.consumer.rebalance(Set.of(ZERO, ONE));
        intake.poll();
        intake.step();

        assertThat(intake.outcomes()).containsExactly("1-0 success");
        assertThat(intake.refusals())
                .singleElement()
                .asString()
                .contains("jobs-0", "written by a newer version");
    }

    @Test
    void aFullPartitionIsPausedUntilItsJobsAreCommitted() {
        try (var small = new TestingIntake(new FlowLimits(10, 10, Duration.ofSeconds(30), 9_000))) {
            for (var offset = 0; offset < 5; offset++) {
                small.add(job(ZERO, offset, "echo", "x"));
            }

            small.poll();
            small.poll();
            assertThat(small.consumer.paused()).containsExactly(ZERO);
            small.runJobs();
            small.commit();
            small.poll();

            assertThat(small.consumer.paused()).isEmpty();
        }
    }

    /** Three bytes on the wire, and thirty times as much here: they are let go at once. */
    @Test
    void aRecordOfManyHeadersTakesTheRoomOfThoseThatAreKept() {
        try (var small =
                new TestingIntake(new FlowLimits(10, 10, Duration.ofSeconds(30), 1_000_000))) {
            var bomb = job(ZERO, 0, "echo", "x");
            IntStream.range(0, 10_000).forEach(_ -> bomb.headers().add("", new byte[0]));
            small.add(bomb).add(job(ZERO, 1, "echo", "x"));

            small.poll();
            small.poll();
            assertThat(small.consumer.paused()).isEmpty();
            small.runJobs();
            small.commit();
            assertThat(small.outcomes()).containsExactly("0-0 job-malformed", "0-1 success");
        }
    }

    @Test
    void whatThereIsNoRoomForIsPolledAgain() {
        var far = Progress.WINDOW + 5L;
        intake.add(job(ZERO, 0, "echo", "a")).add(job(ZERO, far, "echo", "b"));

        intake.step();
        assertThat(intake.outcomes()).containsExactly("0-0 success");
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 success", "0-" + far + " success");
        assertThat(intake.offsets()).containsEntry(ZERO, far + 1);
    }

    /** An owner before has got so far in the first partition. */
    private void isBegun(String metadata) {
        intake.consumer.committed(ZERO, 0, metadata);
        intake.consumer.committed(TestingRetryTopic.RETRIES_ZERO, 0, "");
        intake.state.add(
                TestingStateTopic.ZERO,
                0,
                SeenCodec.write(TestingQuestions.MARK),
                SeenCodec.write(Begun.VALUE));
    }
}
