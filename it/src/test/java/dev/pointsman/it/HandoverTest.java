package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.contracts.JobResult;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Partitions go from one worker to another while their jobs run. */
@ExtendWith(SharedBroker.class)
class HandoverTest {
    private static final int JOBS = 1_500;
    private static final int KEYS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    void workersThatComeAndGoLoseNothingRepeatNothingAndKeepTheOrderOfKeys(
            String protocol, EmbeddedBroker broker, @TempDir Path folder) throws Exception {
        try (var world = new TestingWorld(broker, folder)) {
            world.makeJobsTopic(4);
            world.tenants("tenants: { acme: { modules: ['*'] } }");
            world.module("echo");

            try (var _ = world.startWorker(slot(0, protocol))) {
                publish(world, 0, JOBS / 3);
                try (var _ = world.startWorker(slot(1, protocol))) {
                    publish(world, JOBS / 3, 2 * JOBS / 3);
                }
                publish(world, 2 * JOBS / 3, JOBS);
                await().atMost(PATIENCE).until(() -> world.allResults().size() >= JOBS);
            }

            var results = world.allResults();
            assertThat(results).extracting(it -> it.id().value()).doesNotHaveDuplicates();
            assertThat(results).hasSize(JOBS);
            for (var key = 0; key < KEYS; key++) {
                assertThat(ofKey(results, key)).isSorted();
            }
        }
    }

    private static Map<String, String> slot(int slot, String protocol) {
        return Map.of(
                "pointsman.kafka.group.protocol",
                protocol,
                "pointsman.kafka.slot",
                Integer.toString(slot),
                "pointsman.concurrency",
                "4");
    }

    private static void publish(TestingWorld world, int from, int to) {
        for (var i = from; i < to; i++) {
            var id = Integer.toString(i);
            world.publish(world.job(id, "acme", "echo", id), "key-" + i % KEYS);
        }
    }

    /** In the order of their partition, which is one for each key. */
    private static List<Integer> ofKey(List<JobResult> results, int key) {
        return results.stream()
                .map(it -> Integer.valueOf(it.id().value()))
                .filter(number -> number % KEYS == key)
                .toList();
    }
}
