package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ONE;
import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.bytes;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
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
        var probe = probe(silent(), TestingJobs.JOBS);

        assertThat(probe.trouble(Set.of(), 0))
                .contains("the broker does not answer for topic jobs");
    }

    /** Others are polled meanwhile: nobody waits for the answer. */
    @Test
    void aPartitionOfWhichThereIsNoAnswerIsNamedUntilThereIsOne() {
        var probe = probe(intake.consumer, TestingJobs.JOBS);
        var answer = new CompletableFuture<LogRange>();
        intake.questions.unled.put(ONE, answer);

        assertThat(probe.trouble(Set.of(ZERO, ONE), seconds(0))).isEmpty();
        assertThat(probe.trouble(Set.of(ZERO, ONE), seconds(1))).isEmpty();
        assertThat(probe.trouble(Set.of(ZERO, ONE), seconds(2)))
                .contains("the broker does not answer for jobs-1");
        assertThat(probe.trouble(Set.of(ZERO, ONE), seconds(7)))
                .contains("the broker does not answer for jobs-1");
        answer.complete(new LogRange(ONE, 0, 0));
        assertThat(probe.trouble(Set.of(ZERO, ONE), seconds(8))).isEmpty();
    }

    @Test
    void oneOfWhichNoAnswerIsToBeHadIsNamedWhileItIsAskedForAgain() {
        var probe = probe(intake.consumer, TestingJobs.JOBS);
        intake.questions.unled.put(
                ONE, CompletableFuture.failedFuture(new TimeoutException("for a minute")));
        probe.trouble(Set.of(ONE), seconds(0));
        assertThat(probe.trouble(Set.of(ONE), seconds(1))).isPresent();

        intake.questions.unled.put(ONE, new CompletableFuture<>());

        assertThat(probe.trouble(Set.of(ONE), seconds(5))).isPresent();
        assertThat(probe.trouble(Set.of(ONE), seconds(6))).isPresent();
    }

    @Test
    void aRefusalIsToldAsOne() {
        var probe = probe(intake.consumer, TestingJobs.JOBS);
        intake.questions.unled.put(
                ONE, CompletableFuture.failedFuture(new TopicAuthorizationException("not yours")));
        probe.trouble(Set.of(ZERO, ONE), seconds(0));

        assertThat(probe.trouble(Set.of(ZERO, ONE), seconds(1)))
                .contains("the broker answers 'not yours' for jobs-1");
    }

    @Test
    void oneThatWasTakenAwayIsNotNamedAnyMore() {
        var probe = probe(intake.consumer, TestingJobs.JOBS);
        intake.questions.unled.put(ONE, new CompletableFuture<>());
        probe.trouble(Set.of(ZERO, ONE), seconds(0));
        assertThat(probe.trouble(Set.of(ZERO, ONE), seconds(2))).isPresent();

        assertThat(probe.trouble(Set.of(ZERO), seconds(3))).isEmpty();
    }

    private Probe probe(TestingConsumer consumer, String topic) {
        return new Probe(consumer, intake.questions, JobTopics.one(topic), 0);
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void aTopicOfJobsThatIsGoneIsTold() {
        var probe = probe(intake.consumer, "elsewhere");

        assertThat(probe.trouble(Set.of(), 0))
                .contains("there is no topic elsewhere, or this worker may not see it");
    }

    @Test
    void theBrokerIsAskedEveryFewSecondsOnly() {
        var probe = probe(intake.consumer, "elsewhere");
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
            public synchronized Map<String, List<PartitionInfo>> listTopics(Duration timeout) {
                throw new TimeoutException("no answer");
            }
        };
    }
}
