package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.again;
import static dev.pointsman.worker.kafka.TestingJobs.cancel;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.SeenCodec;
import dev.pointsman.worker.testing.TestingContexts;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that are published twice, and run once. */
class DuplicateJobsTest {
    private static final Outcome DUPLICATE =
            new Outcome.Cancelled(ErrorCode.DUPLICATE, "the job was published before, at jobs-0-0");

    @AutoClose private final TestingIntake intake = new TestingIntake();

    @BeforeEach
    void acmesDuplicatesAreLookedFor() {
        intake.policies = TestingRunner.acmeWithDuplicates(Duration.ofMinutes(10));
    }

    @Test
    void theSecondIsNotRunAndPointsAtTheFirst() {
        intake.add(job(ZERO, 0, "echo", "a")).add(again(ZERO, 1, 0));

        intake.step();

        assertThat(intake.results())
                .extracting(JobResult::outcome)
                .containsExactly(new Outcome.Succeeded(Payload.ofUtf8("a")), DUPLICATE);
        assertThat(intake.producer.committed("dead-letters")).isEmpty();
        assertThat(intake.producer.committed("state")).hasSize(1);
    }

    @Test
    void theSecondMayComeLongAfterTheFirst() {
        intake.add(job(ZERO, 0, "echo", "a")).step();
        intake.add(again(ZERO, 1, 0)).step();

        assertThat(intake.results()).extracting(JobResult::outcome).contains(DUPLICATE);
    }

    /** With the job's outcome, in its transaction, so that it is known to whoever comes next. */
    @Test
    void itIsStillKnownToTheNextOwner() {
        intake.add(job(ZERO, 0, "echo", "a")).step();

        try (var next = new TestingIntake()) {
            next.policies = intake.policies;
            next.producer.committed("results");
            for (var record : intake.producer.committed("state")) {
                next.state.add(TestingStateTopic.ZERO, 0, record.key(), record.value());
            }
            next.consumer.rebalance(Set.of());
            next.poll();
            next.consumer.rebalance(Set.of(ZERO, ONE));
            next.poll();
            next.poll();
            next.add(again(ZERO, 1, 0)).step();

            assertThat(next.results()).extracting(JobResult::outcome).containsExactly(DUPLICATE);
        }
    }

    /** Nothing of the first is committed, so it is run when both come again. */
    @Test
    void afterAnAbortTheFirstIsRunAndTheSecondIsNot() {
        intake.add(job(ZERO, 0, "echo", "a")).add(again(ZERO, 1, 0));
        intake.producer.sendOffsetsToTransactionException = new KafkaException("not now");
        intake.step();

        intake.producer.sendOffsetsToTransactionException = null;
        intake.poll();
        intake.step();

        assertThat(intake.results())
                .extracting(result -> result.outcome().word())
                .containsExactly("success", "cancel");
    }

    @Test
    void onAnotherPartitionItIsRunAgain() {
        intake.add(job(ZERO, 0, "echo", "a")).add(again(ONE, 0, 0));

        intake.step();

        assertThat(intake.outcomes()).hasSize(2).allMatch(it -> it.endsWith("success"));
    }

    @Test
    void whoeverDoesNotAskForItPaysNothingAndHasBothRun() {
        intake.policies = TestingRunner.ACME;
        intake.add(job(ZERO, 0, "echo", "a")).add(again(ZERO, 1, 0));

        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 success", "0-0 success");
        assertThat(intake.producer.committed("state")).isEmpty();
    }

    @Test
    void aJobThatFailedIsRememberedToo() {
        intake.add(job(ZERO, 0, "trap", "a")).add(again(ZERO, 1, 0)).step();

        assertThat(intake.outcomes()).containsExactly("0-0 guest-trap", "0-0 cancel");
        assertThat(intake.producer.committed("dead-letters")).hasSize(1);
    }

    @Test
    void aCancelEndsTheFirstAndTheSecondIsADuplicateOfThat() {
        intake.add(job(ZERO, 0, "echo", "a")).add(cancel(ZERO, 1, 0)).add(again(ZERO, 2, 0));

        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 cancel", "0-0 cancel");
        assertThat(intake.results()).extracting(JobResult::outcome).contains(DUPLICATE);
    }

    @Test
    void whatIsOverIsTakenFromTheTopic() {
        intake.time = () -> TestingContexts.NOON;
        intake.add(job(ZERO, 0, "echo", "a")).step();
        var later = TestingContexts.NOON.plusSeconds(601);
        intake.time = () -> later;

        intake.add(TestingJobs.at(later, job(ZERO, 1, "echo", "b"))).step();
        intake.add(TestingJobs.at(later, job(ZERO, 2, "echo", "c"))).step();

        var state = intake.producer.committed("state");
        assertThat(state).hasSize(4);
        assertThat(state.getLast().key()).isEqualTo(state.getFirst().key());
        assertThat(state.getLast().value()).isNull();
        assertThat(SeenCodec.read(state.getFirst().key())).isPresent();
    }

    /** Else it would be remembered for ever. */
    @Test
    void aJobFromTheFutureIsOfNow() {
        intake.time = () -> TestingContexts.NOON;
        var future = TestingContexts.NOON.plus(Duration.ofDays(1_000));
        intake.add(TestingJobs.at(future, job(ZERO, 0, "echo", "a"))).step();

        var value = intake.producer.committed("state").getFirst().value();
        assertThat(SeenCodec.readJob(value).orElseThrow().until())
                .isEqualTo(TestingContexts.NOON.plusSeconds(600));
    }

    @Test
    void aKeyOfTheFamilyThatCannotBeReadStopsItsPartition() {
        try (var next = new TestingIntake()) {
            next.state.add(TestingStateTopic.ZERO, 0, new byte[] {2, 9, 9}, new byte[16]);
            next.consumer.rebalance(Set.of());
            next.poll();
            next.consumer.rebalance(Set.of(ZERO));
            next.poll();
            next.poll();

            assertThat(next.refusals())
                    .singleElement()
                    .asString()
                    .startsWith("state-0: the record at offset 0 cannot be read");
        }
    }
}
