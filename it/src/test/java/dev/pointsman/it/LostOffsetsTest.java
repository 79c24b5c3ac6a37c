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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A broker that has forgotten how far a group has got has no job run again, and none lost. */
@ExtendWith(SharedBroker.class)
class LostOffsetsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @AutoClose private final TestingWorld world;
    @AutoClose private final TestingOperator operator;

    LostOffsetsTest(EmbeddedBroker broker, @TempDir Path folder) {
        var wait = "retries: { attempts: 2, back-off: { first: PT20M, most: PT20M } }";
        world = TestingWorld.ofAcme(broker, folder, "modules: ['*'], " + wait, "exit-code");
        operator = new TestingOperator(world);
    }

    @BeforeEach
    void aGroupThatHasBegunTwoPartitions() throws Exception {
        world.makeJobsTopic(2);
        try (var worker = world.startWorker()) {
            publish(0, "a", "0");
            publish(1, "b", "75");
            await().atMost(PATIENCE)
                    .until(() -> world.allResults().size() + world.all("retries").size() == 2);
            assertThat(worker.isReady()).isTrue();
        }
    }

    @Test
    void jobsAreNotRunAgainAndAnOperatorSaysWhereToGoOn() throws Exception {
        operator.forgetOffset("jobs", 0);
        publish(0, "c", "0");

        try (var worker = world.startWorkerThatMayNotGetReady(Map.of())) {
            awaitTrouble(worker, world.topic("jobs") + "-0: the group has begun here");
        }
        assertThat(results()).containsExactly("a");
        operator.setOffset("jobs", 0, 1);
        try (var _ = world.startWorker()) {
            await().atMost(PATIENCE).until(() -> results().size() == 2);
        }
        assertThat(results()).containsExactly("a", "c");
    }

    /** As after a week without workers: the group looks like a new one, and records are gone. */
    @Test
    void allOfThemLostDoNotMakeTheGroupANewOne() throws Exception {
        publish(0, "c", "0");
        operator.forgetGroup();
        operator.deleteRecords("jobs", 1, 1);

        try (var worker = world.startWorkerThatMayNotGetReady(Map.of())) {
            awaitTrouble(worker, world.topic("jobs") + "-0: the group has begun here");
            awaitTrouble(worker, world.topic("retries") + "-1: jobs wait here, or have waited");
        }
        assertThat(results()).containsExactly("a");
    }

    @Test
    void retriesThatMayWaitAreNotPassedOver() throws Exception {
        operator.forgetOffset("retries", 1);

        try (var worker = world.startWorkerThatMayNotGetReady(Map.of())) {
            awaitTrouble(worker, world.topic("retries") + "-1: jobs wait here, or have waited");
        }
    }

    @Test
    void aPartitionThatIsAddedBeginsAtItsFirstRecord() throws Exception {
        for (var topic : List.of("retries", "state", "jobs")) {
            operator.widen(topic, 3);
        }
        publish(2, "c", "0");

        try (var _ = world.startWorker()) {
            await().atMost(PATIENCE).until(() -> results().size() == 2);
        }
        assertThat(results()).containsExactlyInAnyOrder("a", "c");
    }

    private List<String> results() {
        return world.allResults().stream().map(it -> it.id().value()).toList();
    }

    private static void awaitTrouble(Worker worker, String what) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(worker.trouble().orElse("")).contains(what));
    }

    private void publish(int partition, String id, String code) {
        world.publish(partition, world.job(id, "acme", "exit-code", code));
    }
}
