package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.bytes;
import static dev.pointsman.worker.kafka.TestingJobs.cancel;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.HeaderName;
import dev.pointsman.contracts.JobCancel;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRecordCodec;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.testing.TestingContexts;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** From a cancel's record to the one result of its job. */
class CancelTest {
    @AutoClose private final TestingIntake intake = new TestingIntake();

    @Test
    void aJobThatWaitsIsCancelledWithoutBeingRun() {
        intake.add(job(ZERO, 0, "echo", "a"))
                .add(job(ZERO, 1, "trap", "b"))
                .add(cancel(ZERO, 2, 1));

        intake.step();

        assertThat(intake.outcomes()).containsExactlyInAnyOrder("0-0 success", "0-1 cancel");
        assertThat(intake.results())
                .extracting(result -> result.outcome())
                .contains(
                        new Outcome.Cancelled(
                                ErrorCode.WITHDRAWN, "the job was withdrawn before it began"));
        assertThat(intake.offsets()).isEqualTo(Map.of(ZERO, 3L));
        assertThat(intake.cancels).containsExactly("0-1 1");
    }

    @Test
    void aJobThatRunsIsStopped() {
        intake.add(job(ZERO, 0, "spin", "")).poll();
        intake.add(cancel(ZERO, 1, 0));
        intake.meanwhile = intake::poll;

        intake.runJobs();
        intake.commit();

        assertThat(intake.outcomes()).containsExactly("0-0 cancel");
        assertThat(intake.offsets()).isEqualTo(Map.of(ZERO, 2L));
        assertThat(intake.producer.committed("dead-letters")).isEmpty();
    }

    @Test
    void aJobThatWasDoneByThenStaysDone() {
        intake.add(job(ZERO, 0, "echo", "a"));
        intake.poll();
        intake.runJobs();
        intake.add(cancel(ZERO, 1, 0));

        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 success");
        assertThat(intake.offsets()).isEqualTo(Map.of(ZERO, 2L));
        assertThat(intake.cancels).containsExactly("0-0 0");
    }

    @Test
    void aCancelAloneIsFinishedAndNotAnswered() {
        intake.add(cancel(ZERO, 0, 7));

        intake.step();

        assertThat(intake.results()).isEmpty();
        assertThat(intake.offsets()).isEqualTo(Map.of(ZERO, 1L));
        assertThat(intake.told).isEmpty();
    }

    @Test
    void anothersJobIsNotFound() {
        var others = new JobCancel(new JobId("0-0"), new TenantId("globex"), "urn:test");
        var ofElsewhere = new JobCancel(new JobId("0-0"), TestingContexts.ACME, "urn:other");
        intake.add(job(ZERO, 0, "echo", "a"))
                .add(TestingJobs.record(ZERO, 1, bytes("key"), null, JobRecordCodec.write(others)))
                .add(
                        TestingJobs.record(
                                ZERO, 2, bytes("key"), null, JobRecordCodec.write(ofElsewhere)));

        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 success");
        assertThat(intake.cancels).containsExactly("0-0 0", "0-0 0");
    }

    @Test
    void aJobOfAnotherPartitionIsNotFound() {
        intake.add(job(ZERO, 0, "echo", "a")).add(cancel(ONE, 0, 0));

        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 success");
    }

    /** The job has its result, and whoever waits for it sees no other. */
    @Test
    void aCancelThatCannotBeReadIsAnsweredUnderItsOwnPlace() {
        var headers =
                JobRecordCodec.write(new JobCancel(new JobId("0-0"), TestingContexts.ACME, "x"));
        var spoilt = headers.stream().filter(it -> !it.key().equals(HeaderName.TENANT)).toList();
        intake.add(TestingJobs.record(ZERO, 0, bytes("key"), null, spoilt));

        intake.step();

        assertThat(intake.outcomes()).containsExactly("jobs-0-0 job-malformed");
        assertThat(intake.producer.committed("dead-letters")).hasSize(1);
    }

    /** Neither the job's result nor the cancel's offset is there: both are polled again. */
    @Test
    void afterAnAbortJobAndCancelMeetAgain() {
        intake.add(job(ZERO, 0, "echo", "a")).add(cancel(ZERO, 1, 0));
        intake.producer.sendOffsetsToTransactionException = new KafkaException("not now");
        intake.step();
        assertThat(intake.results()).isEmpty();

        intake.producer.sendOffsetsToTransactionException = null;
        intake.poll();
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 cancel");
        assertThat(intake.cancels).containsExactly("0-0 1", "0-0 1");
    }
}
