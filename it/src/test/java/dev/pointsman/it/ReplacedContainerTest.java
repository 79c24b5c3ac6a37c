package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers in containers come and go under load, and every job has its one result. */
@ExtendWith(TestingEngine.class)
class ReplacedContainerTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int JOBS = 400;

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
        world.tenants(
                "tenants: { acme: { modules: [echo, slow, counter], capabilities: ['state/v1/*'] } }");
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
    void whatAKilledWorkerLeftIsDoneByItsReplacement() {
        try (var first = containers.worker(world, "0")) {
            publish(0, JOBS);
            awaitResults(1);
            TestingContainers.kill(first);
        }
        publish(JOBS, 2 * JOBS);

        try (var _ = containers.worker(world, "0")) {
            awaitResults(2 * JOBS);
        }

        assertThat(ids()).containsExactlyInAnyOrderElementsOf(published(2 * JOBS));
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

    @Test
    void aWorkerThatIsStoppedFinishesWhatRunsAndEndsWell() {
        try (var worker = containers.worker(world, "0")) {
            world.publish(world.job("long", "acme", "slow", "3"), "long");
            publish(0, JOBS);
            awaitResults(1);

            var state = TestingContainers.stop(worker);

            assertThat(state.getExitCodeLong()).isZero();
            assertThat(worker.getLogs()).contains("intake ended");
        }
        var before = ids();

        try (var _ = containers.worker(world, "1")) {
            awaitResults(JOBS + 1);
        }

        assertThat(ids()).hasSize(JOBS + 1).doesNotHaveDuplicates().containsAll(before);
    }

    @Test
    void aRollingReplacementOfTwoWorkersLosesAndRepeatsNothing() {
        try (var zero = containers.worker(world, "0");
                var one = containers.worker(world, "1")) {
            publish(0, JOBS);
            assertThat(TestingContainers.stop(zero).getExitCodeLong()).isZero();
            try (var _ = containers.worker(world, "0")) {
                publish(JOBS, 2 * JOBS);
                assertThat(TestingContainers.stop(one).getExitCodeLong()).isZero();
                try (var _ = containers.worker(world, "1")) {
                    publish(2 * JOBS, 3 * JOBS);
                    awaitResults(3 * JOBS);
                }
            }
        }

        assertThat(ids()).containsExactlyInAnyOrderElementsOf(published(3 * JOBS));
    }

    private static Outcome counted(String number) {
        return new Outcome.Succeeded(Payload.ofUtf8(number));
    }

    private void publish(int from, int to) {
        for (var i = from; i < to; i++) {
            world.publish(world.job("job-" + i, "acme", "echo", "input " + i), "key-" + i % 20);
        }
    }

    private static List<String> published(int jobs) {
        return IntStream.range(0, jobs).mapToObj(i -> "job-" + i).toList();
    }

    private void awaitResults(int jobs) {
        Awaitility.await().atMost(PATIENCE).until(() -> ids().size() >= jobs);
    }

    private List<String> ids() {
        return world.allResults().stream().map(JobResult::id).map(JobId::value).toList();
    }
}
