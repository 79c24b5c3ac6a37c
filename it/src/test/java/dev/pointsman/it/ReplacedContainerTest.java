package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testcontainers.containers.GenericContainer;

/** Workers in containers come and go under load, and every job has its one result. */
@ExtendWith(TestingEngine.class)
class ReplacedContainerTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(1);

    private static TestingContainers containers;
    private TestingWorld world;

    @BeforeAll
    static void start() {
        containers = TestingContainers.start();
    }

    @AfterAll
    static void stop() {
        containers.close();
    }

    @BeforeEach
    void makeWorld() throws IOException {
        var folder = Path.of("target", "containers", UUID.randomUUID().toString());
        world = new TestingWorld(containers.brokers(), Files.createDirectories(folder));
        tenants("PT1M");
        world.module("echo");
        world.module("slow");
        world.module("counter");
        world.makeJobsTopic(4);
    }

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @Test
    void whatAKilledWorkerLeftIsDoneByItsReplacement() throws Exception {
        try (var load = new TestingLoad(world)) {
            try (var first = containers.worker(world, "0")) {
                awaitResults(1);
                TestingContainers.kill(first);
            }

            try (var _ = containers.worker(world, "0")) {
                var published = load.end();
                awaitResults(published.size());

                assertThat(ids()).containsExactlyInAnyOrderElementsOf(published);
            }
        }
    }

    @Test
    void whatAJobKeptOnAKilledWorkerTheNextOfItsKeyReadsOnAnother() {
        try (var first = containers.worker(world, "0")) {
            assertThat(world.run("acme", "counter", "").outcome()).isEqualTo(counted("1"));
            TestingContainers.kill(first);
        }

        try (var _ = containers.worker(world, "1")) {
            assertThat(world.run("acme", "counter", "").outcome()).isEqualTo(counted("2"));
        }
    }

    private static Outcome counted(String number) {
        return new Outcome.Succeeded(Payload.ofUtf8(number));
    }

    @Test
    void aWorkerThatIsStoppedUnderLoadFinishesWhatRunsAndLeavesTheRest() throws Exception {
        try (var load = new TestingLoad(world)) {
            try (var worker = containers.worker(world, "0")) {
                world.publish(world.job("long", "acme", "slow", "5"), "long");
                awaitRunning(worker, "long");

                stopInOrder(worker, 0);
                assertThat(worker.getLogs()).contains("intake ended");
            }
            assertThat(ids()).contains("long");

            try (var _ = containers.worker(world, "1")) {
                var published = load.end();
                awaitResults(published.size() + 1);

                assertThat(ids())
                        .contains("long")
                        .filteredOn(id -> !id.equals("long"))
                        .containsExactlyInAnyOrderElementsOf(published);
            }
        }
    }

    @Test
    void aWorkerThatIsStoppedLeavesToAnotherWhatTakesTooLong() throws Exception {
        try (var worker = hasty("0")) {
            world.publish(world.job("long", "acme", "slow", "50"), "long");
            awaitRunning(worker, "long");

            stopInOrder(worker, 0);
        }
        assertThat(world.allResults()).isEmpty();
        tenants("PT1S");

        try (var _ = hasty("1")) {
            awaitResults(1);
        }

        assertThat(world.allResults())
                .singleElement()
                .satisfies(result ->
                        assertThat(result.outcome().reason())
                                .contains(ErrorCode.DEADLINE_EXCEEDED));
    }

    @Test
    void aRollingReplacementOfTwoWorkersUnderLoadLosesAndRepeatsNothing() throws Exception {
        try (var load = new TestingLoad(world);
                var zero = containers.worker(world, "0");
                var one = containers.worker(world, "1")) {
            awaitResults(1);
            stopInOrder(zero, 1);
            try (var _ = containers.worker(world, "0")) {
                stopInOrder(one, 1);
                try (var _ = containers.worker(world, "1")) {
                    var published = load.end();
                    awaitResults(published.size());

                    assertThat(ids()).containsExactlyInAnyOrderElementsOf(published);
                }
            }
        }
    }

    /** Jobs of acme may take so long. */
    private void tenants(String timeout) {
        world.tenants(
                """
                tenants:
                  acme:
                    modules: [echo, slow, counter]
                    capabilities: [state/v1/*]
                    limits: { timeout: %s, fuel: 1000000000000 }
                """
                        .formatted(timeout));
    }

    /** A worker that does not wait for long when it is stopped. */
    private GenericContainer<?> hasty(String slot) {
        return containers.worker(world, slot, Map.of("POINTSMAN_DRAIN_TIMEOUT", "PT0.5S"));
    }

    private static void awaitRunning(GenericContainer<?> worker, String job) throws Exception {
        assertThat(TestingContainers.event(worker, "\"job\":\"" + job + "\"")).isNotEmpty();
    }

    /** It ends well, and as it does so it has left the group, in which so many are left. */
    private void stopInOrder(GenericContainer<?> worker, int left) {
        assertThat(TestingContainers.stop(worker).getExitCodeLong()).isZero();
        assertThat(world.workers()).isEqualTo(left);
    }

    private void awaitResults(int jobs) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(LOOKS_EVERY)
                .until(() -> ids().size() >= jobs);
    }

    private List<String> ids() {
        return world.allResults().stream().map(JobResult::id).map(JobId::value).toList();
    }
}
