package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.worker.testing.WasmBytes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tenants take turns for the threads of a worker. */
@ExtendWith(SharedBroker.class)
class TurnsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int LOOPS = 60;
    private static final int MODULES = 40;
    private static final int SMALL_JOBS = 5;

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

    /** None of the loops ends before the test's patience does; two of them would be all threads. */
    @Test
    void aTenantThatMayNotHaveAllThreadsHasOthersWaitForNoneOfItsJobs(
            EmbeddedBroker broker, @TempDir Path folder) throws Exception {
        try (var world = new TestingWorld(broker, folder)) {
            world.tenants(
                    """
                    tenants:
                      acme: { modules: ['*'], limits: { timeout: PT4M, fuel: 9000000000000 } }
                      globex: { modules: ['*'] }
                    """);
            world.module("spin");
            world.module("echo");
            world.makeJobsTopic(1);
            for (var i = 0; i < SMALL_JOBS; i++) {
                world.publish(world.job("loop-" + i, "acme", "spin", ""), "key-" + i);
                world.publish(world.job("small-" + i, "globex", "echo", "hello"), "key-" + i);
            }

            try (var _ =
                    world.startWorker(
                            Map.of(
                                    "pointsman.concurrency", "2",
                                    "pointsman.tenants.concurrency", "1",
                                    "pointsman.drain-timeout", "PT0.1S"))) {
                await().atMost(PATIENCE).until(() -> world.allResults().size() == SMALL_JOBS);
            }

            assertThat(world.allResults())
                    .allSatisfy(result -> assertThat(result.id().value()).startsWith("small-"));
        }
    }

    /** As many as there are threads, and more, before another's job with a module that is known. */
    @Test
    void aTenantWithManyNewModulesKeepsNoThreadFromAnother(
            EmbeddedBroker broker, @TempDir Path folder) throws Exception {
        try (var world = new TestingWorld(broker, folder)) {
            world.tenants(
                    """
                    tenants:
                      acme: { modules: ['new-*'] }
                      globex: { modules: [echo, 'mine*'] }
                    """);
            world.module("echo");
            world.makeJobsTopic(1);
            for (var i = 0; i < MODULES; i++) {
                world.module("new-" + i, module(i));
                world.publish(world.job("new-" + i, "acme", "new-" + i, ""), "key-" + i);
            }
            world.module("mine", module(MODULES));
            world.publish(world.job("small", "globex", "echo", "hello"), "key");
            world.publish(world.job("mine", "globex", "mine", ""), "key of its own");

            try (var _ = world.startWorker()) {
                await().atMost(PATIENCE).until(() -> world.allResults().size() > MODULES + 1);
            }

            var ended = world.allResults().stream().map(it -> it.id().value()).toList();
            assertThat(ended.indexOf("small")).isLessThan(MODULES / 4);
            assertThat(ended.indexOf("mine")).isLessThan(MODULES / 4);
        }
    }

    /** Which takes a moment to compile. */
    private static byte[] module(int number) {
        var code = "i32.const " + number + " drop ";
        return WasmBytes.program(code.repeat(3_000)).bytes().toBytes();
    }
}
