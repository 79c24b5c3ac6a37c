package dev.pointsman.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.job.DuplicateWindows;
import dev.pointsman.worker.testing.TestingStates;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Records as they were taken. */
class TakenJobTest {
    @Test
    void jobsAndCancelsAreTheirTenantsAndWhatIsNoJobIsNobodys() {
        var job = TestingJobs.job(TestingJobs.ZERO, 0, "echo", "x");
        var cancel = TestingJobs.cancel(TestingJobs.ZERO, 2, 0);
        var none = TestingJobs.record(TestingJobs.ZERO, 1, new byte[0], new byte[0], List.of());

        assertThat(taken(job).owner()).isEqualTo("acme");
        assertThat(taken(cancel).owner()).isEqualTo("acme");
        assertThat(taken(none).owner()).isEmpty();
    }

    private static TakenJob taken(ConsumerRecord<byte[], byte[]> record) {
        return TakenJob.of(
                record,
                JobTopics.one(TestingJobs.JOBS),
                TestingStates.empty(),
                new Names(DuplicateWindows.none(), TestingStates.empty()));
    }
}
