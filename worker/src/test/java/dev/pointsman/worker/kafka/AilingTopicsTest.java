package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Records that a producer gives up, for their topic takes none of them. */
class AilingTopicsTest {
    @AutoClose private final TestingIntake intake = new TestingIntake();

    @Test
    void aTopicThatTakesNothingFailsAllThatPublishToItAndStopsNobody() {
        intake.topics.addAll(List.of("events", "others"));
        intake.ailing.put("events", "partition 0 has no leader");
        intake.add(job(ZERO, 0, "publish", "events"))
                .add(job(ZERO, 1, "publish", "others"))
                .add(job(ZERO, 2, "publish", "events"));
        nothingIsDeliveredToEvents();

        intake.step();

        assertThat(intake.outcomes())
                .containsExactly("0-0 publish-failed", "0-1 success", "0-2 publish-failed");
        assertThat(intake.results().getFirst().outcome().toString())
                .contains("topic events cannot be written to: partition 0 has no leader");
    }

    /** Its owner may do that at any moment, and tells no worker. */
    @Test
    void aTopicThatIsDeletedFailsAllThatPublishToItAndStopsNobody() {
        intake.topics.addAll(List.of("events", "others"));
        intake.add(job(ZERO, 0, "publish", "events"));
        intake.step();

        intake.topics.remove("events");
        nothingIsDeliveredToEvents();
        intake.add(job(ZERO, 1, "publish", "events"))
                .add(job(ZERO, 2, "publish", "others"))
                .add(job(ZERO, 3, "publish", "events"));
        intake.step();

        assertThat(intake.outcomes())
                .containsExactly(
                        "0-0 success", "0-1 publish-failed", "0-2 success", "0-3 publish-failed");
        assertThat(intake.results().get(1).outcome().toString())
                .contains("there is no topic 'events' to publish to");
    }

    /** The record was not to blame, and nothing says its topic is: the cluster has to mend. */
    @Test
    void aRecordThatWasNotDeliveredInTimeIsTheWorkersFault() {
        intake.topics.add("events");
        intake.add(job(ZERO, 0, "publish", "events"));
        nothingIsDeliveredToEvents();

        assertThatThrownBy(intake::step).isInstanceOf(Unwritable.class);
    }

    private void nothingIsDeliveredToEvents() {
        intake.producer.refuseAtBroker(
                new TimeoutException("expired"), record -> record.topic().equals("events"));
    }
}
