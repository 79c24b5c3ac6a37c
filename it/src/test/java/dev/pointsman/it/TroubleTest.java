package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.contracts.JobResult;
import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.worker.Listeners;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.job.JobRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken away under a running worker, and given back. */
@ExtendWith(SharedBroker.class)
class TroubleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Map<String, String> QUICK =
            Map.of("pointsman.kafka.transaction-timeout", "PT2S");
    private static final String PUBLISHERS =
            """
            tenants:
              acme:
                modules: ['*']
                capabilities: ['publish/v1/send']
                publish: { topics: ['$*'] }
                retries: { attempts: 1 }
            """;

    @AutoClose private final TestingWorld world;
    @AutoClose private final TestingOperator operator;

    TroubleTest(EmbeddedBroker broker, @TempDir Path folder) {
        world = TestingWorld.ofAcme(broker, folder, "modules: ['*']", "echo", "exit-code");
        operator = new TestingOperator(world);
    }

    /** Nothing of the job is to be seen until all of it can be. */
    @ParameterizedTest
    @ValueSource(strings = {"results", "dead-letters"})
    void withoutATopicForWhatComesOfJobsItIsNotReadyAndWhenThatIsBackItGoesOn(String missing)
            throws Exception {
        try (var worker = world.startWorker(QUICK)) {
            operator.delete(missing);
            world.publish(world.job("a", "acme", "exit-code", "7"));
            await().atMost(PATIENCE).until(() -> !worker.isReady());
            assertThat(worker.trouble().orElseThrow())
                    .startsWith("Kafka: ")
                    .contains(world.topic(missing));

            world.makeTopic(missing);
            await().atMost(PATIENCE).until(() -> !world.allResults().isEmpty());
            await().atMost(PATIENCE).until(worker::isReady);
        }

        assertThat(world.allResults())
                .extracting(JobResult::id)
                .extracting(Object::toString)
                .containsExactly("a");
        assertThat(world.all("dead-letters")).hasSize(1);
    }

    @Test
    void withoutTheTopicOfJobsItIsNotReady() throws Exception {
        try (var worker = world.startWorker(QUICK)) {
            operator.delete("jobs");

            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(worker.trouble().orElse("")).contains(world.topic("jobs")));
        }
    }

    @Test
    void aTopicOfJobsThatIsMadeAnewIsRunFromItsFirstRecord() throws Exception {
        try (var worker = world.startWorker(QUICK)) {
            world.run(world.job("a", "acme", "echo", "a"));
            operator.delete("jobs");
            await().atMost(PATIENCE).until(() -> !worker.isReady());

            world.makeJobsTopic(1);
            world.publish(world.job("b", "acme", "echo", "b"));

            await().atMost(PATIENCE).until(() -> world.allResults().size() == 2);
            await().atMost(PATIENCE).until(worker::isReady);
        }
    }

    @Test
    void aPartitionThatIsAddedIsRunWhenItsOtherTopicsHaveItToo() throws Exception {
        world.makeJobsTopic(1);
        try (var worker = world.startWorker(QUICK)) {
            operator.widen("jobs", 2);
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(worker.trouble().orElse(""))
                                    .contains(world.topic("retries") + " has 1 partitions"));

            operator.widen("retries", 2);
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(worker.trouble().orElse(""))
                                    .contains("no partition " + world.topic("state") + "-1"));
            operator.widen("state", 2);

            await().atMost(PATIENCE).until(worker::isReady);
        }
    }

    /**
     * Kafka wants a key for every record of a compacted topic; whether there is one, a guest says.
     */
    @Test
    void aRecordThatATopicDoesNotTakeFailsItsOwnJobAndStopsNobody() throws Exception {
        world.tenants(PUBLISHERS);
        world.module("publish");
        world.module("publish-keyless");
        operator.make("latest", 1, Map.of("cleanup.policy", "compact"));
        try (var worker = world.startWorker(QUICK)) {
            for (var i = 0; i < 6; i++) {
                var module = i == 3 ? "publish-keyless" : "publish";
                world.publish(world.job("j" + i, "acme", module, world.topic("latest")));
            }
            await().atMost(PATIENCE).until(() -> world.allResults().size() >= 6);
            assertThat(worker.isReady()).isTrue();
        }

        assertThat(world.allResults())
                .extracting(it -> it.id() + " " + it.outcome().word())
                .containsExactly(
                        "j0 success",
                        "j1 success",
                        "j2 success",
                        "j3 error",
                        "j4 success",
                        "j5 success");
    }

    /** Its owner may do that at any moment, and tells no worker. */
    @Test
    void aTopicThatIsDeletedFailsTheJobsThatPublishToItAndStopsNobody() throws Exception {
        world.tenants(PUBLISHERS);
        world.module("publish");
        operator.make("latest", 1, Map.of());
        try (var worker = world.startWorker(QUICK)) {
            world.run(world.job("before", "acme", "publish", world.topic("latest")));
            operator.delete("latest");

            world.publish(world.job("after", "acme", "publish", world.topic("latest")));
            world.publish(world.job("other", "acme", "echo", ""));
            await().atMost(PATIENCE)
                    .failFast(() -> assertThat(worker.trouble()).isEmpty())
                    .until(() -> world.allResults().size() >= 3);
        }

        assertThat(world.allResults())
                .extracting(it -> it.id() + " " + it.outcome().word())
                .containsExactlyInAnyOrder("before success", "after error", "other success");
    }

    @Test
    void aWorkerThatDrainsIsNotReadyUntilItHasEnded() throws Exception {
        world.tenants("tenants: { acme: { modules: ['*'], limits: { timeout: PT3S } } }");
        world.module("spin");
        var worker = world.startWorker();
        world.publish(world.job("long", "acme", "spin", ""), "one");
        world.publish(world.job("short", "acme", "echo", ""), "other");
        await().atMost(PATIENCE).until(() -> !world.allResults().isEmpty());

        var closing = Thread.ofPlatform().start(worker::close);

        await().atMost(PATIENCE).until(() -> worker.trouble().equals(Optional.of("draining")));
        while (!worker.end().isDone()) {
            assertThat(worker.isReady()).isFalse();
        }
        closing.join();
        assertThat(world.allResults()).hasSize(2);
    }

    /**
     * What is wrong with a virtual machine, nobody can say: so the worker leaves its jobs to
     * others.
     */
    @Test
    void anErrorOfTheVirtualMachineEndsTheWorker() throws Exception {
        JobRun broken =
                (_, _, _, _) -> {
                    throw new OutOfMemoryError("Java heap space");
                };
        try (var worker = Main.startWith(world.config(QUICK), broken, Listeners.ofJobs())) {
            world.publish(world.job("a", "acme", "echo", "a"));

            assertThat(worker.end())
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .havingRootCause()
                    .isInstanceOf(OutOfMemoryError.class);
        }
        assertThat(world.allResults()).isEmpty();
    }
}
