package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.local.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tenants take turns for the threads of a worker. */
@ExtendWith(SharedBroker.class)
class TurnsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int LOOPS = 60;

    @Test
    void aTenantWithManyLoopsLeavesAThreadToAnother(EmbeddedBroker broker, @TempDir Path folder)
            throws Exception {
        try (var world = new TestingWorld(broker, folder)) {
            world.tenants(
                    """
                    tenants:
                      acme: { modules: ['*'], limits: { timeout: PT0.1S } }
                      globex: { modules: ['*'] }
                    """);
            world.module("spin");
            world.module("echo");
            world.makeJobsTopic(1);
            for (var i = 0; i < LOOPS; i++) {
                world.publish(world.job("loop-" + i, "acme", "spin", ""), "key-" + i);
            }
            world.publish(world.job("small", "globex", "echo", "hello"), "key");

            try (var _ = world.startWorker()) {
                await().atMost(PATIENCE).until(() -> world.allResults().size() > LOOPS);
            }

            var ended = world.allResults().stream().map(it -> it.id().value()).toList();
            assertThat(ended.indexOf("small")).isLessThan(LOOPS / 2);
        }
    }
}
