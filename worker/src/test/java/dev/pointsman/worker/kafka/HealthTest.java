package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.TWO;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.bytes;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What an operator is told when a worker is not well. */
class HealthTest {
    @AutoClose private final TestingIntake intake = new TestingIntake();

    private long nowNanos;

    @Test
    void aWorkerWithoutWorkIsWell() {
        assertThat(intake.trouble(later(Duration.ZERO))).isEmpty();
        assertThat(intake.trouble(later(Duration.ofHours(1)))).isEmpty();
    }

    @Test
    void aPartitionThatDoesNotGetOnIsNamedWithTheJobItWaitsFor() {
        intake.add(job(ZERO, 7, "echo", "a"));
        intake.poll();

        assertThat(intake.trouble(later(Duration.ZERO))).isEmpty();
        assertThat(intake.trouble(later(Duration.ofSeconds(59)))).isEmpty();
        assertThat(intake.trouble(later(Duration.ofSeconds(1))))
                .contains(
                        "jobs-0 has work and has not got on for 60 s: offset 7, tenant acme,"
                                + " job 0-7, waits for a thread");
    }

    @Test
    void aRecordThatIsNoJobIsNamedByItsOffset() {
        intake.add(TestingJobs.record(ZERO, 7, bytes("key"), bytes("x"), List.of()));
        intake.poll();

        intake.trouble(later(Duration.ZERO));

        assertThat(intake.trouble(later(Duration.ofMinutes(1))).orElseThrow())
                .endsWith("offset 7, a record that is no job, waits for a thread");
    }

    /** It said that nothing of the partition ran, or named the next one that did. */
    @Test
    void aJobThatHasEndedIsToldFromOneThatHasNot() {
        intake.add(job(ZERO, 7, "echo", "a"));
        intake.poll();
        intake.trouble(later(Duration.ZERO));

        intake.runJobs();

        assertThat(intake.trouble(later(Duration.ofMinutes(1))).orElseThrow())
                .endsWith(
                        "offset 7, tenant acme, job 0-7, has ended and waits for its transaction");
    }

    @Test
    void aPartitionThatWasTakenAwayIsNotNamedAnyMore() {
        intake.add(job(ZERO, 7, "echo", "a"));
        intake.poll();
        intake.trouble(later(Duration.ZERO));

        intake.consumer.rebalance(Set.of(ONE));

        assertThat(intake.trouble(later(Duration.ofMinutes(1)))).isEmpty();
    }

    @Test
    void whatGetsOnIsWell() {
        intake.add(job(ZERO, 0, "echo", "a"));
        intake.poll();
        intake.trouble(later(Duration.ZERO));

        intake.runJobs();
        intake.commit();

        assertThat(intake.trouble(later(Duration.ofMinutes(1)))).isEmpty();
    }

    @Test
    void aPartitionThatIsAbortedAgainAndAgainDoesNotGetOn() {
        intake.add(job(ZERO, 0, "echo", "a"));
        intake.producer.sendOffsetsToTransactionException = new TimeoutException("no answer");
        intake.step();
        intake.poll();
        intake.poll();
        intake.trouble(later(Duration.ZERO));

        intake.step();
        intake.poll();
        intake.poll();

        assertThat(intake.trouble(later(Duration.ofMinutes(1))).orElseThrow())
                .contains("jobs-0 has work and has not got on")
                .endsWith("; transactions are aborted: no answer");
    }

    @Test
    void aWorkerThatLostItsSessionIsNotWellUntilItCommitsAgain() {
        intake.readiness.lost("Kafka: fenced");
        intake.add(job(ZERO, 0, "echo", "a"));
        intake.poll();

        assertThat(intake.trouble(later(Duration.ZERO))).contains("Kafka: fenced");
        intake.readiness.committed();
        assertThat(intake.trouble(later(Duration.ZERO))).isEmpty();
    }

    @Test
    void aWorkerThatLostItsSessionAndHasNothingToDoIsWell() {
        intake.readiness.lost("Kafka: fenced");

        assertThat(intake.trouble(later(Duration.ZERO))).isEmpty();
    }

    @Test
    void aSessionThatDoesNotKnowYetWhatThereIsToDoIsNotWellAfterOneThatWasLost() {
        intake.readiness.lost("Kafka: fenced");
        intake.lag = OptionalLong.empty();

        assertThat(intake.trouble(later(Duration.ZERO))).contains("Kafka: fenced");
    }

    /** Each session may be too short for the patience; together they are not. */
    @Test
    void theMinuteGoesOnFromOneSessionToTheNext() {
        intake.readiness.watchdog().isStuck(ZERO, 0, true, 0);
        intake.add(job(ZERO, 0, "echo", "a"));
        intake.poll();

        assertThat(intake.trouble(later(Duration.ofMinutes(1))).orElseThrow())
                .contains("jobs-0 has work and has not got on for 60 s");
    }

    @Test
    void partitionsThatAreRefusedAreTold() {
        intake.consumer.rebalance(Set.of());
        intake.consumer.committed(ZERO, 0, "pointsman/9:of the future");

        intake.consumer.rebalance(Set.of(ZERO));
        intake.poll();

        assertThat(intake.trouble(later(Duration.ZERO)).orElseThrow())
                .contains("jobs-0", "written by a newer version");
    }

    @Test
    void aBrokerThatDoesNotAnswerIsToldAlsoWhenThereIsNothingToDo() {
        var probe = new Probe(silent(), JobTopics.one(TestingJobs.JOBS), 0);

        assertThat(probe.trouble(Set.of(ONE, TWO), 0))
                .contains("the broker does not answer for topic jobs");
        assertThat(probe.trouble(Set.of(), Duration.ofSeconds(5).toNanos()))
                .contains("the broker does not answer for topic jobs");
    }

    @Test
    void aTopicOfJobsThatIsGoneIsTold() {
        var probe = new Probe(intake.consumer, JobTopics.one("elsewhere"), 0);

        assertThat(probe.trouble(Set.of(), 0))
                .contains("there is no topic elsewhere, or this worker may not see it");
    }

    @Test
    void theBrokerIsAskedEveryFewSecondsOnly() {
        var probe = new Probe(intake.consumer, JobTopics.one("elsewhere"), 0);
        probe.trouble(Set.of(ZERO), 0);

        assertThat(probe.trouble(Set.of(), Duration.ofSeconds(4).toNanos())).isEmpty();
        assertThat(probe.trouble(Set.of(), Duration.ofSeconds(5).toNanos())).isPresent();
    }

    private long later(Duration time) {
        nowNanos += time.toNanos();
        return nowNanos;
    }

    private static TestingConsumer silent() {
        return new TestingConsumer(Set.of(ZERO)) {
            @Override
            public synchronized Map<TopicPartition, Long> endOffsets(
                    Collection<TopicPartition> partitions, Duration timeout) {
                throw new TimeoutException("no answer");
            }

            @Override
            public synchronized Map<String, List<PartitionInfo>> listTopics(Duration timeout) {
                throw new TimeoutException("no answer");
            }
        };
    }
}
