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

    /** With six headers, and an id of 36 letters: 1,600 bytes of a heap, counted as 1,250. */
    @Test
    void theObjectsOfAllHeadersCount() {
        var small = TestingJobs.job(TestingJobs.ZERO, 0, "echo", "x");

        assertThat(taken(small).bytes()).isBetween(1_600L, 2_000L);
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

    /** They were counted once, and are held as what was polled and as what was read of it. */
    @Test
    void textsOfHeadersCountBesideTheirBytes() {
        assertThat(grownBy("x".repeat(1_000))).isEqualTo(2 * 1_000);
        assertThat(grownBy("字".repeat(1_000))).isEqualTo(3 * 1_000 + 2 * 1_000);
    }

    /** One letter beyond the first 256 makes two bytes of each beside it. */
    @Test
    void aTextThatIsNotLatinCountsTwoBytesALetter() {
        assertThat(grownBy("字" + "x".repeat(999))).isEqualTo(3 + 999 + 2 * 1_000);
    }

    /** By how much a job takes more with this. */
    private static long grownBy(String correlationId) {
        var job = TestingJobs.job(TestingJobs.ZERO, 0, "echo", "x");
        job.headers().add("ce_correlationid", new byte[0]);
        var before = taken(job).bytes();
        job.headers()
                .remove("ce_correlationid")
                .add("ce_correlationid", TestingJobs.bytes(correlationId));
        return taken(job).bytes() - before;
    }

    private static TakenJob taken(ConsumerRecord<byte[], byte[]> record) {
        return TakenJob.of(
                record,
                JobTopics.one(TestingJobs.JOBS),
                TestingStates.empty(),
                new Names(DuplicateWindows.none(), TestingStates.empty()));
    }
}
