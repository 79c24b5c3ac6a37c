package dev.pointsman.it.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.it.bench.Plan;
import dev.pointsman.it.bench.load.BenchJobs;
import dev.pointsman.it.bench.load.Shape;
import dev.pointsman.it.bench.load.Work;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.OfflineRunner;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.tenant.LiveTenants;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The modules that are measured do what the benchmark believes they do. */
final class GuestsTest {
    private static final String NOWHERE = "http://127.0.0.1:1";
    private static final long NUMBER = 123_456;

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(value = Work.class, names = "WAITING", mode = EnumSource.Mode.EXCLUDE)
    void aModuleAnswersWhatItsModelSays(Work work) throws Exception {
        var jobs = jobs(work);

        var finished = run(jobs);

        assertThat(finished.result().outcome())
                .isEqualTo(new Outcome.Succeeded(Payload.copyOf(jobs.answer(NUMBER))));
    }

    @Test
    void aTypicalJobKeepsOneValueAndPublishesOneRecord() throws Exception {
        var finished = run(jobs(Work.TYPICAL));

        assertThat(finished.publications()).hasSize(1);
        assertThat(finished.state().writes()).hasSize(1);
    }

    /** They have as many partitions as its jobs, and the next run's jobs may have others. */
    @Test
    void aWorkerSharesNoTopicWithOneOfAnotherRun() throws Exception {
        var guests = Guests.in(folder, Path.of("..").toRealPath());
        var assignment =
                new Assignment("127.0.0.1:1", "run-7", jobs(Work.TRIVIAL), Duration.ofMillis(20));
        var setup =
                new Plan.WorkerSetup(
                        2, Duration.ofMillis(20), Duration.ofMillis(10), "lz4", Map.of());

        var settings = new Contender.Worker("worker", guests, NOWHERE, setup).settings(assignment);

        assertThat(settings)
                .containsEntry("pointsman.topics.results", "run-7.results")
                .containsEntry("pointsman.topics.dead-letters", "run-7.dead-letters")
                .containsEntry("pointsman.topics.state", "run-7.state")
                .containsEntry("pointsman.topics.retries", "run-7.retries");
    }

    private static BenchJobs jobs(Work work) {
        return new BenchJobs("jobs", new Shape(1, 4, 3), work, NOWHERE, 512);
    }

    private FinishedJob run(BenchJobs jobs) throws Exception {
        var guests = Guests.in(folder, Path.of("..").toRealPath());
        var assignment = new Assignment("127.0.0.1:1", "run", jobs, Duration.ofMillis(20));
        var limits = Main.defaultLimits();
        var tenants = LiveTenants.open(guests.tenants(assignment, NOWHERE), limits).current();
        var record = jobs.job("job-", NUMBER);
        var reading = JobRequestCodec.read(record.headers(), Payload.copyOf(record.value()));
        var request = ((Reading.Accepted<JobRequest>) reading).value();
        var key = Optional.of(Payload.copyOf(record.key()));
        return OfflineRunner.run(guests.module(jobs.work()), request, key, tenants);
    }
}
