package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.worker.Worker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that are deleted before they are run: by a retention that is too short, say. */
@ExtendWith(SharedBroker.class)
class LostRecordsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int LARGE = 400_000;
    private static final int LARGE_JOBS = 40;

    @AutoClose private final TestingWorld world;
    @AutoClose private final TestingOperator operator;

    LostRecordsTest(EmbeddedBroker broker, @TempDir Path folder) {
        var policy = "modules: ['*'], limits: { timeout: PT5S }";
        world = TestingWorld.ofAcme(broker, folder, policy, "echo", "exit-code", "spin");
        operator = new TestingOperator(world);
    }

    @Test
    void thoseOfBeforeAStartAreNamedAndAnOperatorSaysWhereToGoOn() throws Exception {
        try (var _ = world.startWorker()) {
            world.run(world.job("a", "acme", "echo", ""));
        }
        world.publish(world.job("gone", "acme", "echo", ""));
        world.publish(world.job("b", "acme", "echo", ""));
        operator.deleteRecords("jobs", 0, 2);

        try (var worker = world.startWorkerThatMayNotGetReady(Map.of())) {
            awaitTrouble(worker, "-0: records from 1 to 1 were deleted before they were run");
        }
        assertThat(results()).containsExactly("a");

        goOnAt(2, "b");
        assertThat(results()).containsExactly("a", "b");
    }

    /** Its consumer is told that the offset is out of range, and takes no other by itself. */
    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    void thoseOfAWorkerThatIsBehindAreNamedAndNoneIsRunTwice(String protocol) throws Exception {
        var few =
                Map.of(
                        "pointsman.concurrency",
                        "1",
                        "pointsman.kafka.max-buffered-bytes",
                        "2097152",
                        "pointsman.kafka.group.protocol",
                        protocol);
        try (var worker = world.startWorker(few)) {
            // Of a group that has committed nothing yet, something else is told.
            world.publish(world.job("first", "acme", "echo", ""));
            await().atMost(PATIENCE).until(() -> results().contains("first"));
            world.publish(world.job("long", "acme", "spin", ""));
            for (var i = 0; i < LARGE_JOBS; i++) {
                world.publish(world.job("j" + i, "acme", "exit-code", "0".repeat(LARGE)));
            }
            operator.deleteRecords("jobs", 0, LARGE_JOBS + 2);

            awaitTrouble(worker, "were deleted before they were run");
            assertThat(worker.isReady()).isFalse();
        }
        assertThat(results()).doesNotHaveDuplicates().hasSizeLessThan(LARGE_JOBS);

        world.publish(world.job("after", "acme", "echo", ""));
        goOnAt(LARGE_JOBS + 2, "after");
        assertThat(results()).doesNotHaveDuplicates();
    }

    private void goOnAt(long offset, String last) throws Exception {
        operator.setOffset("jobs", 0, offset);
        try (var worker = world.startWorker()) {
            await().atMost(PATIENCE).until(() -> results().contains(last));
            assertThat(worker.isReady()).isTrue();
        }
    }

    private List<String> results() {
        return world.allResults().stream().map(it -> it.id().value()).toList();
    }

    private static void awaitTrouble(Worker worker, String what) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(worker.trouble().orElse("")).contains(what));
    }
}
