package dev.pointsman.it.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What is measured are jobs, and no worker would refuse them. */
final class BenchJobsTest {
    private final BenchJobs jobs = jobs(Work.TRIVIAL, 4);

    @Test
    void aTrivialJobCanBeReadAndHasItsSize() {
        var record = jobs.job("job-", 7);

        assertThat(read(record).id()).hasToString("job-7");
        assertThat(read(record).module()).hasToString("echo");
        assertThat(record.key()).asString().isEqualTo("key-3");
        assertThat(record.partition()).isEqualTo(1);
        assertThat(record.value()).hasSize(512);
    }

    @Test
    void aJobThatSpinsNamesItsSecondsAndHasAKeyOfItsOwn() {
        var record = jobs.spinning("job", Duration.ofSeconds(30));

        assertThat(read(record).module()).hasToString("slow");
        assertThat(record.key()).asString().isEqualTo("slow");
        assertThat(record.value()).asString().isEqualTo("30");
    }

    @Test
    void aJobThatWaitsAsksForAnAnswerThatTakesAsLongAndHasAKeyOfItsOwn() {
        var record = jobs.waiting("job", Duration.ofSeconds(30));

        assertThat(read(record).module()).hasToString("fetch");
        assertThat(record.key()).asString().isEqualTo("slow");
        assertThat(record.value()).asString().endsWith("/seconds/30");
    }

    @Test
    void withoutKeysThereIsNone() {
        var unkeyed = jobs(Work.TRIVIAL, 0);

        assertThat(unkeyed.job("job-", 7).key()).isNull();
    }

    @Test
    void aJobThatKeepsStateHasAKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jobs(Work.TYPICAL, 0))
                .withMessage("keys: 0 (expected: 1 or more, for typical)");
    }

    @Test
    void aTypicalJobIsAboutAKilobyteAndBelongsToOneOfTheTenants() {
        var record = jobs(Work.TYPICAL, 4).job("job-", 7);

        assertThat(read(record).tenant()).hasToString("tenant-1");
        assertThat(record.value()).hasSizeBetween(900, 1100);
    }

    @Test
    void noTwoJobsThatHashHaveTheSameInput() {
        var hashing = jobs(Work.MEMORY, 4);

        assertThat(hashing.job("job-", 1).value()).isNotEqualTo(hashing.job("job-", 2).value());
        assertThat(hashing.answer(1)).hasSize(64).isNotEqualTo(hashing.answer(2));
    }

    private static BenchJobs jobs(Work work, int keys) {
        return new BenchJobs("jobs", new Shape(2, keys, 3), work, "http://127.0.0.1:1", 512);
    }

    private static JobRequest read(ProducerRecord<byte[], byte[]> record) {
        var reading = JobRequestCodec.read(record.headers(), Payload.copyOf(record.value()));
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted<JobRequest>) reading).value();
    }
}
