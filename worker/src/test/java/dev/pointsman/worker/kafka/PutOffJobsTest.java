package dev.pointsman.worker.kafka;

import static dev.pointsman.worker.kafka.TestingJobs.ZERO;
import static dev.pointsman.worker.kafka.TestingJobs.cancel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.Execution;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.flow.FlowLimits;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.job.JobStep;
import dev.pointsman.worker.job.Unbegun;
import dev.pointsman.worker.state.KeyStates;
import dev.pointsman.worker.testing.TestingContexts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Jobs whose modules nobody has looked at yet, on one thread. Looks at modules end as tests say.
 */
class PutOffJobsTest {
    private static final TenantId ACME = TestingContexts.ACME;
    private static final TenantId GLOBEX = TestingContexts.GLOBEX;

    @AutoClose private TestingIntake intake = new TestingIntake();

    /** Those that are under way or have ended, by module, in the order in which they began. */
    private final Map<String, CompletableFuture<Payload>> looks =
            Collections.synchronizedMap(new LinkedHashMap<>());

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final List<String> ran = new ArrayList<>();

    @BeforeEach
    void mostModulesAreUnknown() {
        intake.runs = this::run;
        known.add("echo");
    }

    @Test
    void jobsWithNewModulesHoldUpNoOtherJob() {
        for (var offset = 0; offset < 9; offset++) {
            intake.add(job(offset, ACME, "new-" + offset));
        }
        intake.add(job(9, GLOBEX, "echo")).add(job(10, ACME, "echo"));

        intake.step();

        assertThat(ran).containsExactlyInAnyOrder("0-9", "0-10");
        assertThat(intake.results()).hasSize(2);
        assertThat(intake.offsets()).isEqualTo(Map.of(ZERO, 0L));
    }

    @Test
    void theyAreRunWhenTheirModulesAreThere() {
        intake.add(job(0, ACME, "new")).add(job(1, GLOBEX, "echo"));
        intake.step();

        end("new");

        awaitOutcomes("0-1 success", "0-0 success");
        assertThat(intake.offsets()).isEqualTo(Map.of(ZERO, 2L));
    }

    @Test
    void theNextOfAKeyWaitsForThem() {
        intake.add(job(0, ACME, "new", "key")).add(job(1, ACME, "echo", "key"));
        intake.step();
        assertThat(ran).isEmpty();

        end("new");

        awaitOutcomes("0-0 success", "0-1 success");
        assertThat(ran).containsExactly("0-0", "0-1");
    }

    @Test
    void aTenantWithManyNewModulesHasAnotherWaitForOneOfThemAtMost() {
        for (var offset = 0; offset < 9; offset++) {
            intake.add(job(offset, ACME, "new-" + offset));
        }
        intake.add(job(9, GLOBEX, "mine"));

        intake.step();

        assertThat(looks.keySet()).containsExactly("new-0", "mine");
        end("mine");
        awaitOutcomes("0-9 success");
        end("new-0");
        awaitOutcomes("0-9 success", "0-0 success");
        assertThat(looks.keySet()).containsExactly("new-0", "mine", "new-1");
    }

    @Test
    void whoWantTheSameModuleHaveItLookedAtOnceForEachTenant() {
        intake.add(job(0, ACME, "new")).add(job(1, ACME, "new"));
        intake.step();

        end("new");

        awaitOutcomes("0-0 success", "0-1 success");
        assertThat(looks).hasSize(1);
    }

    @Test
    void oneThatIsWithdrawnMeanwhileIsCancelledAtOnce() {
        intake.add(job(0, ACME, "new", "key"));
        intake.step();
        intake.add(cancel(ZERO, 1, 0));

        intake.step();

        assertThat(intake.outcomes()).containsExactly("0-0 cancel");
        assertThat(ran).isEmpty();
        assertThat(intake.offsets()).isEqualTo(Map.of(ZERO, 2L));
    }

    /** As soon as whoever reads retries looks, who is woken for it. */
    @Test
    void oneThatExpiresMeanwhileIsRunOnceMoreToSaySo() {
        intake.readRetries(Duration.ZERO);
        var news = intake.flow.later().news();
        var soon = TestingContexts.request(ACME, "0-0", Payload.EMPTY).withExpiry(Instant.now());
        intake.add(record(0, soon, "key"));
        intake.step();
        assertThat(ran).isEmpty();
        assertThat(intake.flow.later().news()).isGreaterThan(news);
        known.add("job");

        // Up to a tenth of a second later, together with whatever else expires until then.
        await().pollInSameThread()
                .untilAsserted(() -> {
                    intake.readRetries(Duration.ZERO);
                    intake.runJobs();

                    assertThat(ran).containsExactly("0-0");
                });
    }

    @Test
    void aWorkerThatDrainsDoesNotWaitForThem() {
        intake.add(job(0, ACME, "new"));
        intake.step();

        intake.flow.drain();

        assertThat(intake.flow.isSettled()).isTrue();
        assertThat(intake.results()).isEmpty();
    }

    /** A look that ends late is none for what was polled again. */
    @Test
    void whatIsLeftToAnotherWorkerIsNotRunWhenItsModuleIsThere() {
        intake.add(job(0, ACME, "new")).add(job(1, GLOBEX, "other"));
        intake.step();

        intake.consumer.rebalance(Set.of());
        end("new");
        end("other");

        await().until(() -> looks.values().stream().allMatch(CompletableFuture::isDone));
        intake.runJobs();
        assertThat(ran).isEmpty();
        assertThat(intake.flow.next()).isEmpty();
    }

    @Test
    void theyTakeWhatAPartitionMayHold() {
        intake.close();
        intake = new TestingIntake(new FlowLimits(500, 500, Duration.ofSeconds(30), 30_000));
        mostModulesAreUnknown();
        for (var offset = 0; offset < 100; offset++) {
            intake.add(job(offset, ACME, "new"));
        }

        intake.step();
        intake.poll();

        assertThat(intake.consumer.paused()).contains(ZERO);
        end("new");
        await().until(() -> {
            intake.step();
            return intake.results().size() == 100;
        });
    }

    private JobStep run(
            Origin origin, Optional<Payload> key, Reading<JobRequest> reading, KeyStates states) {
        var job = ((Reading.Accepted<JobRequest>) reading).value();
        var module = job.module().name().value();
        if (!known.contains(module)) {
            return new Unbegun(
                    ModuleDigest.of(Payload.ofUtf8(module)),
                    () -> looks.computeIfAbsent(module, _ -> new CompletableFuture<>()),
                    job.expiry().map(expiry -> Duration.between(Instant.now(), expiry)));
        }
        ran.add(job.id().value());
        var well = new Outcome.Succeeded(job.input());
        var result = JobResult.of(job, well, Execution.NONE, "urn:test", TestingContexts.NOON);
        return FinishedJob.silent(origin, result);
    }

    /** Somebody has looked at it. */
    private void end(String module) {
        known.add(module);
        looks.get(module).complete(Payload.EMPTY);
    }

    private void awaitOutcomes(String... outcomes) {
        await().untilAsserted(() -> {
            intake.step();
            assertThat(intake.outcomes()).containsExactly(outcomes);
        });
    }

    private static ConsumerRecord<byte[], byte[]> job(long offset, TenantId tenant, String module) {
        return job(offset, tenant, module, "key-" + offset);
    }

    private static ConsumerRecord<byte[], byte[]> job(
            long offset, TenantId tenant, String module, String key) {
        var request =
                JobRequest.of(
                        new JobId("0-" + offset),
                        tenant,
                        ModuleRef.named(module),
                        Event.of("urn:test", "com.example.test.v1"),
                        Payload.EMPTY);
        return record(offset, request, key);
    }

    private static ConsumerRecord<byte[], byte[]> record(
            long offset, JobRequest request, String key) {
        return TestingJobs.record(
                ZERO,
                offset,
                TestingJobs.bytes(key),
                request.input().toBytes(),
                JobRequestCodec.write(request));
    }
}
