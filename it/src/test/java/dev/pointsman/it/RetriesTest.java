package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StoredResult;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that ask for another attempt, on a real broker. */
@ExtendWith(SharedBroker.class)
class RetriesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** As a guest asks for it. */
    private static final String LATER = "75";

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    void aJobIsTriedAgainUntilItHasHadItsAttempts(
            String protocol, EmbeddedBroker broker, @TempDir Path folder) throws Exception {
        try (var world = world(broker, folder, 4, "PT0.05S")) {
            try (var worker =
                    world.startWorker(Map.of("pointsman.kafka.group.protocol", protocol))) {
                assertThat(worker.isReady()).isTrue();
                var result = world.run("acme", "exit-code", LATER);

                assertThat(result.outcome().word()).isEqualTo("failure");
                assertThat(result.execution().attempt()).isEqualTo(4);
            }
            assertThat(world.all("retries")).hasSize(3);
            assertThat(world.all("dead-letters"))
                    .singleElement()
                    .satisfies(letter -> {
                        assertThat(TestingWorld.header(letter, "__pointsman.errors.type"))
                                .isEqualTo("guest-exit");
                        assertThat(TestingWorld.header(letter, "__pointsman.errors.attempts"))
                                .isEqualTo("4");
                    });
        }
    }

    @Test
    void othersOfItsKeyDoNotWaitForIt(EmbeddedBroker broker, @TempDir Path folder)
            throws Exception {
        try (var world = world(broker, folder, 2, "PT20M")) {
            try (var worker = world.startWorker()) {
                world.publish(world.job("late", "acme", "exit-code", LATER));
                var result = world.run("acme", "exit-code", "0");

                assertThat(result.outcome().word()).isEqualTo("success");
                assertThat(worker.isReady()).isTrue();
            }
            assertThat(world.allResults()).hasSize(1);
        }
    }

    @Test
    void whatWaitsIsTriedByTheNextWorkerAndItsAttemptsAreNotForgotten(
            EmbeddedBroker broker, @TempDir Path folder) throws Exception {
        try (var world = world(broker, folder, 3, "PT3S")) {
            try (var worker = world.startWorker()) {
                world.publish(world.job("a", "acme", "exit-code", LATER));
                await().atMost(PATIENCE).until(() -> !world.all("retries").isEmpty());
                assertThat(worker.isReady()).isTrue();
            }
            assertThat(world.allResults()).isEmpty();

            try (var next = world.startWorker()) {
                await().atMost(PATIENCE).until(() -> !world.allResults().isEmpty());
                assertThat(next.isReady()).isTrue();
            }

            assertThat(world.allResults())
                    .singleElement()
                    .extracting(result -> result.execution().attempt())
                    .isEqualTo(3);
            assertThat(world.all("retries")).hasSize(2);
        }
    }

    /** There was no offset of it when the first retry was written, and a worker may die then. */
    @Test
    void aWorkerThatComesAfterAllIsDoneTriesNothingAgain(
            EmbeddedBroker broker, @TempDir Path folder) throws Exception {
        try (var world = world(broker, folder, 2, "PT0.05S")) {
            try (var worker = world.startWorker()) {
                world.run("acme", "exit-code", LATER);
                assertThat(worker.isReady()).isTrue();
            }

            try (var next = world.startWorker()) {
                world.run("acme", "exit-code", "0");
                assertThat(next.isReady()).isTrue();
            }

            assertThat(world.allResults()).hasSize(2);
            assertThat(world.all("retries")).hasSize(1);
        }
    }

    @Test
    void eachTenantsTopicHasOneOfRetries(EmbeddedBroker broker, @TempDir Path folder)
            throws Exception {
        try (var world = world(broker, folder, 2, "PT0.05S")) {
            world.makeTopic("jobs.acme");
            try (var worker = world.startWorker(Map.of("pointsman.tenants.from", "topic"))) {
                assertThat(worker.isReady()).isTrue();
                var result = run(world, world.job("1", "acme", "exit-code", LATER));

                assertThat(result.execution().attempt()).isEqualTo(2);
            }
            assertThat(world.all("retries.acme")).hasSize(1);
        }
    }

    /** As when a module is rolled out, and its jobs are sent, at the same time. */
    @Test
    void aJobThatComesBeforeItsModuleIsTriedUntilItIsThereIfItsPolicySaysSo(
            EmbeddedBroker broker, @TempDir Path folder) throws Exception {
        try (var world = new TestingWorld(broker, folder)) {
            world.tenants(
                    """
                    tenants:
                      acme:
                        modules: ['*']
                        retries:
                          attempts: 100
                          back-off: { first: PT0.5S, factor: 1 }
                          also: [module-not-found]
                    """);
            try (var worker = world.startWorker()) {
                world.publish(world.job("early", "acme", "echo", "hello"));
                await().atMost(PATIENCE).until(() -> !world.all("retries").isEmpty());
                world.module("echo");

                await().atMost(PATIENCE).until(() -> !world.allResults().isEmpty());
                assertThat(worker.isReady()).isTrue();
            }
            var result = world.allResults().getFirst();
            assertThat(result.outcome()).isEqualTo(new Outcome.Succeeded(Payload.ofUtf8("hello")));
            assertThat(result.execution().attempt()).isGreaterThan(1);
            assertThat(world.all("dead-letters")).isEmpty();
        }
    }

    private static TestingWorld world(
            EmbeddedBroker broker, Path folder, int attempts, String wait) {
        var retries = "retries: { attempts: %d, back-off: { first: %s, factor: 1 } }";
        var policy = "modules: ['*'], " + retries.formatted(attempts, wait);
        return TestingWorld.ofAcme(broker, folder, policy, "exit-code");
    }

    private static JobResult run(TestingWorld world, JobRequest job) {
        try (var results = world.resultsFromNow()) {
            world.publish("jobs.acme", job);
            return results.await(job, PATIENCE)
                    .flatMap(StoredResult::known)
                    .orElseThrow(() -> new AssertionError("no result of " + job.id()));
        }
    }
}
