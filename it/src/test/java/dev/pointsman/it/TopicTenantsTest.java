package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StoredResult;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.it.chaos.network.FreePort;
import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.worker.Worker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each tenant has a topic of jobs: whose a job is, the topic says, also one that is new. */
@ExtendWith(SharedBroker.class)
class TopicTenantsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    void theTopicSaysWhoseAJobIs(String protocol, EmbeddedBroker broker, @TempDir Path folder)
            throws Exception {
        try (var world = new TestingWorld(broker, folder)) {
            world.tenants("tenants: { acme: { modules: [echo] }, globex: { modules: [echo] } }");
            world.module("echo");
            world.makeTopic("jobs.acme");
            try (var worker = start(world, protocol)) {
                assertThat(worker.isReady()).isTrue();
                var honest = run(world, "jobs.acme", world.job("1", "acme", "echo", "hello"));
                var forged = run(world, "jobs.acme", world.job("2", "globex", "echo", "hello"));

                world.makeTopic("jobs.globex");
                var late = run(world, "jobs.globex", world.job("3", "globex", "echo", "late"));

                assertThat(honest.outcome())
                        .isEqualTo(new Outcome.Succeeded(Payload.ofUtf8("hello")));
                assertThat(forged.outcome())
                        .isInstanceOfSatisfying(
                                Outcome.Errored.class,
                                error ->
                                        assertThat(error.code())
                                                .isEqualTo(ErrorCode.JOB_MALFORMED));
                assertThat(forged.tenant()).contains(new TenantId("acme"));
                assertThat(late.outcome()).isEqualTo(new Outcome.Succeeded(Payload.ofUtf8("late")));
            }
            assertThat(world.all("dead-letters")).hasSize(1);
        }
    }

    /** Both topics have their state in the same partition, and are there when the worker starts. */
    @Test
    void eachTopicsStateIsItsTenants(EmbeddedBroker broker, @TempDir Path folder) throws Exception {
        try (var world = new TestingWorld(broker, folder)) {
            var counts = "{ modules: [counter], capabilities: [state/v1/*] }";
            world.tenants("tenants: { acme: " + counts + ", globex: " + counts + " }");
            world.module("counter");
            world.makeTopic("jobs.acme");
            world.makeTopic("jobs.globex");
            try (var _ = start(world, "consumer")) {
                assertThat(count(world, "acme", "1")).isEqualTo("1");
                assertThat(count(world, "globex", "2")).isEqualTo("1");
                assertThat(count(world, "acme", "3")).isEqualTo("2");
            }
            try (var _ = start(world, "consumer")) {
                assertThat(count(world, "acme", "4")).isEqualTo("3");
                assertThat(count(world, "globex", "5")).isEqualTo("2");
            }
        }
    }

    /** The broker's topics are named with a dot, which Kafka's clients tell of twice. */
    @Test
    void aTenantsTopicIsNoLabelOfAMetric(EmbeddedBroker broker, @TempDir Path folder)
            throws Exception {
        var port = FreePort.any();
        try (var world = new TestingWorld(broker, folder)) {
            world.tenants("tenants: { acme: { modules: [echo] } }");
            world.module("echo");
            world.makeTopic("jobs.acme");
            var settings =
                    Map.of("pointsman.tenants.from", "topic", "pointsman.admin.listen", "" + port);
            try (var _ = world.startWorker(settings)) {
                run(world, "jobs.acme", world.job("1", "acme", "echo", "hello"));

                var ofJobs = "topic=\"" + world.topic("jobs") + "\"";
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() ->
                                Exported.scraped(port)
                                        .contains("records_lag{partition=\"0\"," + ofJobs));
                assertThat(Exported.scraped(port).lines().filter(it -> it.contains("acme")))
                        .allMatch(it -> it.startsWith("pointsman_tenant_jobs_total{"));
            }
        }
    }

    /** Its policy lets it publish everywhere, and the worker may write there too. */
    @ParameterizedTest
    @ValueSource(strings = {"jobs.globex", "retries.acme"})
    void aGuestPublishesNothingAmongOthersJobsNorAmongThoseThatWait(
            String topic, EmbeddedBroker broker, @TempDir Path folder) throws Exception {
        try (var world = new TestingWorld(broker, folder)) {
            world.tenants(
                    "tenants: { acme: { modules: [publish], capabilities: ['*'],"
                            + " publish: { topics: ['*'] } } }");
            world.module("publish");
            world.makeTopic("jobs.acme");
            world.makeTopic("jobs.globex");
            try (var _ = start(world, "consumer")) {
                var job = world.job("1", "acme", "publish", world.topic(topic));

                assertThat(run(world, "jobs.acme", job).outcome())
                        .isInstanceOfSatisfying(
                                Outcome.Errored.class,
                                error ->
                                        assertThat(error.code())
                                                .isEqualTo(ErrorCode.PUBLISH_REFUSED));
            }
            assertThat(world.all(topic)).isEmpty();
        }
    }

    /** It was refused before, and is no part of the subscription any more. */
    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    void aTenantsTopicThatIsGoneIsNotNamedAnyMore(
            String protocol, EmbeddedBroker broker, @TempDir Path folder) throws Exception {
        try (var world = TestingWorld.ofAcme(broker, folder, "modules: [echo]", "echo");
                var operator = new TestingOperator(world)) {
            world.makeTopic("jobs.acme");
            try (var worker = start(world, protocol)) {
                world.makeTopic("retries.globex");
                world.makeTopic("jobs.globex");
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() ->
                                worker.trouble().filter(it -> it.contains("globex")).isPresent());

                operator.delete("jobs.globex");

                Awaitility.await().atMost(PATIENCE).until(worker::isReady);
                var job = world.job("1", "acme", "echo", "hello");
                assertThat(run(world, "jobs.acme", job).outcome().word()).isEqualTo("success");
                assertThat(worker.trouble()).isEmpty();
            }
        }
    }

    private static String count(TestingWorld world, String tenant, String id) {
        var result = run(world, "jobs." + tenant, world.job(id, tenant, "counter", ""));
        return switch (result.outcome()) {
            case Outcome.Succeeded(var output) -> output.asText();
            case Outcome other -> other.toString();
        };
    }

    private static Worker start(TestingWorld world, String protocol) throws Exception {
        return world.startWorker(
                Map.of(
                        "pointsman.tenants.from",
                        "topic",
                        "pointsman.kafka.group.protocol",
                        protocol));
    }

    private static JobResult run(TestingWorld world, String topic, JobRequest job) {
        try (var results = world.resultsFromNow()) {
            world.publish(topic, job);
            return results.await(job, PATIENCE)
                    .flatMap(StoredResult::known)
                    .orElseThrow(() -> new AssertionError("no result of " + job.id()));
        }
    }
}
