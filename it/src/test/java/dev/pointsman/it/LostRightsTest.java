package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclBinding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rights that are taken from a worker that runs, and given back. */
class LostRightsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static TestingSecuredBroker broker;

    private final Path folder;
    @AutoClose private final TestingWorld world;

    LostRightsTest(@TempDir Path folder) {
        this.folder = folder;
        world = new TestingWorld(broker.plain(), folder);
        world.tenants("tenants: { acme: { modules: [echo] } }");
        world.module("echo");
        broker.makeTopics(world);
    }

    @BeforeAll
    static void startBroker(@TempDir Path keys) throws Exception {
        broker = TestingSecuredBroker.start(keys);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    /**
     * Jobs come all the time: some are read by then, some have ended, some are in a transaction.
     */
    @ParameterizedTest
    @CsvSource({
        "jobs,       consumer, Not authorized to access topics: [$jobs]",
        "jobs,       classic,  Not authorized to access topics: [$jobs]",
        "results,    consumer, Not authorized to access topics: [$results]",
        "pointsman,  consumer, Not authorized to access group: $pointsman",
        "pointsman,  classic,  Not authorized to access group: $pointsman",
        "pointsman-, consumer, Transactional Id authorization failed",
    })
    void aWorkerThatHasLostARightSaysWhichAndGoesOnWhenItIsGivenBack(
            String name, String protocol, String told) throws Exception {
        var rights = broker.allow(broker.rights(world.prefix()));
        var lost = rights.stream().filter(it -> isOf(it, world.prefix() + name)).toList();
        var expected = told.replace("$", world.prefix());
        var jobs = new ArrayList<String>();
        try (var worker =
                broker.startWorker(
                        world, folder, Map.of("pointsman.kafka.group.protocol", protocol))) {
            await().atMost(PATIENCE).until(worker::isReady);
            publish(jobs);
            await().atMost(PATIENCE).until(() -> results().size() == 1);

            broker.forbid(lost);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> {
                        publish(jobs);
                        assertThat(worker.trouble().orElse("")).contains(expected);
                    });

            broker.allow(lost);
            await().atMost(PATIENCE).until(() -> results().containsAll(jobs));
            await().atMost(PATIENCE).until(worker::isReady);
        } finally {
            broker.forbid(rights);
        }

        assertThat(results()).containsExactlyElementsOf(jobs);
    }

    private static boolean isOf(AclBinding right, String name) {
        return right.pattern().name().equals(name);
    }

    /** One more, all of one key. */
    private void publish(List<String> jobs) {
        var id = "j" + jobs.size();
        world.publish(world.job(id, "acme", "echo", id));
        jobs.add(id);
    }

    private List<String> results() {
        return world.allResults().stream().map(it -> it.id().value()).toList();
    }
}
