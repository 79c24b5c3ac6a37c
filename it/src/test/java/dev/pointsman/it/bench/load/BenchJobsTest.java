package dev.pointsman.it.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What is measured are jobs, and no worker would refuse them. */
final class BenchJobsTest {
    private final BenchJobs jobs = new BenchJobs("jobs", new Shape(2, 4), 512);

    @Test
    void aTrivialJobCanBeReadAndHasItsSize() {
        var record = jobs.trivial("job-", 7);

        assertThat(read(record).id()).hasToString("job-7");
        assertThat(read(record).module()).hasToString("echo");
        assertThat(record.key()).asString().isEqualTo("key-3");
        assertThat(record.partition()).isEqualTo(1);
        assertThat(record.value()).hasSize(512);
    }

    @Test
    void aSlowJobNamesItsSecondsAndHasAKeyOfItsOwn() {
        var record = jobs.slow("slow", 30);

        assertThat(read(record).module()).hasToString("slow");
        assertThat(record.key()).asString().isEqualTo("slow");
        assertThat(record.value()).asString().isEqualTo("30");
    }

    @Test
    void withoutKeysThereIsNone() {
        var unkeyed = new BenchJobs("jobs", new Shape(2, 0), 512);

        assertThat(unkeyed.trivial("job-", 7).key()).isNull();
    }

    private static JobRequest read(ProducerRecord<byte[], byte[]> record) {
        var reading = JobRequestCodec.read(record.headers(), Payload.copyOf(record.value()));
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted<JobRequest>) reading).value();
    }
}
