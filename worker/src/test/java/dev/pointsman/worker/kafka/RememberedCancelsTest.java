package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.TWO;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.again;
import static dev.pointsman.worker.kafka.TestingJobs.bytes;
import static dev.pointsman.worker.kafka.TestingJobs.cancel;
import static dev.pointsman.worker.kafka.TestingRetries.LONG;
import static dev.pointsman.worker.kafka.TestingRetries.failing;
import static dev.pointsman.worker.kafka.TestingRetries.trying;
import static dev.pointsman.worker.kafka.TestingRetryTopic.RETRIES_ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.JobCancel;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRecordCodec;
import dev.pointsman.contracts.SeenCodec;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.tenant.Tenants;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cancels whose jobs are on their way to another attempt when the worker dies, or loses them. */
class RememberedCancelsTest {
    private static final KafkaException NOT_NOW = new KafkaException("not now");

    @AutoClose private final TestingIntake intake = new TestingIntake();
    @AutoClose private final TestingIntake next = new TestingIntake();

    @BeforeEach
    void jobsAreTriedThreeTimes() {
        intake.tenants = trying(3);
        next.tenants = trying(3);
    }

    /** Whoever comes next knows what stands on the topics, and nothing else. */
    private void takesOver(long finished) {
        next.consumer.rebalance(Set.of(ONE, TWO));
        next.poll();
        next.consumer.committed(ZERO, finished, "");
        next.consumer.committed(RETRIES_ZERO, 0, "");
        next.retries.take(intake.producer);
        next.consumer.updateEndOffsets(
                Map.of(RETRIES_ZERO, next.retries.consumer.written(RETRIES_ZERO)));
        var offset = 0;
        for (var record : intake.producer.committed("state")) {
            next.state.add(TestingStateTopic.ZERO, offset++, record.key(), record.value());
        }
        next.consumer.rebalance(Set.of(ZERO, ONE, TWO));
        next.poll();
        next.poll();
        next.readRetries(Duration.ZERO);
    }

    @Test
    void whoeverComesNextCancelsTheJob() {
        intake.add(failing(0)).step();
        intake.add(cancel(ZERO, 1, 0)).step();
        assertThat(intake.offsets()).containsEntry(ZERO, 2L);

        takesOver(2);
        next.step();

        assertThat(next.outcomes()).containsExactly("0-0 cancel");
        assertThat(next.figures.waiting()).isZero();
    }

    @Test
    void otherJobsAreTriedAgain() {
        intake.add(failing(0)).add(failing(1)).step();
        intake.add(cancel(ZERO, 2, 1)).step();

        takesOver(3);
        next.step();

        assertThat(next.outcomes()).containsExactly("0-1 cancel");
        assertThat(next.figures.waiting()).isOne();
    }

    /** Not the one that waits: that is found by what is remembered. */
    @Test
    void aCancelThatHasFoundADuplicateIsRememberedForTheJobItself() {
        intake.policies = TestingRunner.acmeWithDuplicates(LONG);
        intake.add(failing(0)).step();
        intake.add(again(ZERO, 1, 0)).add(cancel(ZERO, 2, 0)).step();
        assertThat(intake.cancels).containsExactly("0-0 1");
        assertThat(intake.outcomes()).containsExactly("0-0 cancel");

        takesOver(3);
        next.step();

        assertThat(next.outcomes()).containsExactly("0-0 cancel");
    }

    /** The partition is ours still, and its state is not read anew. */
    @Test
    void afterAnAbortOfOurOwnItIsKnownToo() {
        intake.add(failing(0)).step();
        intake.add(cancel(ZERO, 1, 0)).step();
        intake.producer.sendOffsetsToTransactionException = NOT_NOW;
        intake.readRetries(Duration.ZERO);
        intake.step();
        assertThat(intake.outcomes()).isEmpty();

        intake.producer.sendOffsetsToTransactionException = null;
        intake.consumer.committed(ZERO, 2, "");
        intake.consumer.committed(RETRIES_ZERO, 0, "");
        intake.consumer.updateEndOffsets(Map.of(RETRIES_ZERO, 1L));
        intake.poll();
        intake.readRetries(Duration.ZERO);
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 cancel");
    }

    /** It is polled again, and then written. */
    @Test
    void nothingIsRememberedOfATransactionThatWasAborted() {
        intake.add(failing(0)).step();
        intake.producer.sendOffsetsToTransactionException = NOT_NOW;

        intake.add(cancel(ZERO, 1, 0)).step();

        assertThat(intake.producer.committed("state")).isEmpty();
    }

    @Test
    void itIsWrittenOnceAndWithItsOwnOffset() {
        intake.add(cancel(ZERO, 0, 7)).step();
        intake.add(TestingJobs.job(ZERO, 1, "echo", "x")).step();

        assertThat(intake.producer.committed("state"))
                .singleElement()
                .satisfies(mark -> {
                    assertThat(mark.partition()).isZero();
                    assertThat(mark.value()).hasSize(16);
                });
    }

    /** The first waits for its job to stop, and ends behind the second, which it must not cover. */
    @Test
    void ofTwoOfOneNameTheLastIsRemembered() {
        intake.add(TestingJobs.job(ZERO, 0, "spin", "")).poll();
        intake.add(cancel(ZERO, 1, 0)).add(cancel(ZERO, 2, 0));
        intake.meanwhile = intake::poll;

        intake.runJobs();
        intake.commit();

        assertThat(intake.cancels).containsExactly("0-0 1", "0-0 0");
        assertThat(intake.offsets()).containsEntry(ZERO, 3L);
        assertThat(intake.producer.committed("state"))
                .singleElement()
                .satisfies(mark -> {
                    var remembered = SeenCodec.readJob(mark.value()).orElseThrow();
                    assertThat(remembered.offset()).isEqualTo(-1 - 2);
                });
    }

    /** With made-up names a publisher would take the room of all who have a policy. */
    @Test
    void noneIsOfATenantThatNobodyKnows() {
        var stranger = new JobCancel(new JobId("0-0"), new TenantId("stranger"), "urn:test");
        intake.add(TestingJobs.record(ZERO, 0, bytes("key"), null, JobRecordCodec.write(stranger)))
                .step();

        assertThat(intake.offsets()).containsEntry(ZERO, 1L);
        assertThat(intake.producer.committed("state")).isEmpty();
    }

    @Test
    void aStrangersIsKnownUntilItEnds() {
        intake.policies = new Tenants("v2", Map.of());
        intake.add(failing(0)).step();
        intake.add(cancel(ZERO, 1, 0));
        intake.poll();

        intake.readRetries(Duration.ZERO);
        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 cancel");
    }
}
