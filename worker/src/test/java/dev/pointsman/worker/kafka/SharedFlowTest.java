package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the group says of us, and when that is worth something. */
class SharedFlowTest {
    @AutoClose private final TestingIntake intake = new TestingIntake();

    /**
     * A broker takes transactional offsets of nobody without asking whose partitions they are, so
     * what is kept is the last that can be refused.
     */
    @Test
    void aWorkerThatIsNobodyToTheGroupCommitsAsWhoItWas() {
        intake.add(job(ZERO, 0, "echo", "a"));
        intake.poll();
        intake.runJobs();

        intake.consumer.becomeNobody();
        intake.poll();
        intake.commit();

        assertThat(intake.producer.group().memberId()).isEqualTo("member");
        assertThat(intake.producer.group().generationId()).isEqualTo(1);
    }

    @Test
    void aBatchGoesWithTheGroupsWordOfTheLastPollBeforeIt() {
        intake.add(job(ZERO, 0, "echo", "a"));
        intake.poll();
        intake.runJobs();

        intake.consumer.bumpGeneration();
        intake.poll();
        intake.consumer.bumpGeneration();
        intake.commit();

        assertThat(intake.producer.group().generationId()).isEqualTo(2);
    }
}
