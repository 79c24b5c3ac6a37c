package dev.pointsman.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.job.DuplicateWindows;
import dev.pointsman.worker.testing.TestingStates;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
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

    /** A publisher may write such a record to every partition. */
    @Test
    void oneOfVeryManyHeadersIsNotHeldWithAllOfThem() {
        var headers =
                Stream.<Header>generate(() -> new RecordHeader("", null)).limit(10_000).toList();
        var record = TestingJobs.record(TestingJobs.ZERO, 7, new byte[0], new byte[3], headers);

        var taken = taken(record);

        assertThat(taken.bytes()).isLessThan(10_000);
        assertThat(taken.polled().dropped()).isEqualTo(10_000 - 64);
        assertThat(taken.polled().record().headers()).hasSize(64);
        assertThat(taken.polled().record())
                .usingRecursiveComparison()
                .ignoringFields("headers")
                .isEqualTo(record);
    }

    /** Nobody but a worker should write there, and where there are no rights anybody may. */
    @Test
    void norIsOneOnTheTopicOfRetries() {
        var headers =
                Stream.<Header>generate(() -> new RecordHeader("", null)).limit(10_000).toList();
        var record =
                TestingJobs.record(
                        new TopicPartition("retries", 0), 7, new byte[0], new byte[3], headers);

        var taken =
                TakenJob.again(
                        record,
                        TestingJobs.JOBS,
                        JobTopics.one(TestingJobs.JOBS),
                        TestingStates.empty());

        assertThat(taken.bytes()).isLessThan(10_000);
        assertThat(taken.polled().record().headers()).hasSize(64);
    }

    @Test
    void oneOfAsManyAsAJobMayHaveTakesTheRoomOfTheirObjects() {
        var job = TestingJobs.job(TestingJobs.ZERO, 0, "echo", "x");
        var before = taken(job).bytes();

        while (job.headers().toArray().length < 64) {
            job.headers().add("", new byte[0]);
        }

        assertThat(taken(job).bytes()).isGreaterThan(before + 4_000);
    }

    private static TakenJob taken(ConsumerRecord<byte[], byte[]> record) {
        return TakenJob.of(
                record,
                JobTopics.one(TestingJobs.JOBS),
                TestingStates.empty(),
                new Names(DuplicateWindows.none(), TestingStates.empty()));
    }
}
