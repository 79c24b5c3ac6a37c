package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.worker.Worker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands where each tenant has a topic of jobs, and these have another name than usual. */
@ExtendWith(SharedBroker.class)
class TenantTopicsCommandsTest {
    @TempDir private Path folder;
    private TestingWorld world;
    private Worker worker;

    @BeforeEach
    void start(EmbeddedBroker broker) throws Exception {
        world = new TestingWorld(broker, folder);
        world.tenants("tenants: { acme: { modules: [echo, exit-code] } }");
        List.of("echo", "exit-code").forEach(world::module);
        world.makeTopic("orders.acme");
        worker =
                world.startWorker(
                        Map.of(
                                "pointsman.tenants.from", "topic",
                                "pointsman.topics.jobs", "orders",
                                "pointsman.topics.results", "answers"));
    }

    @AfterEach
    void stop() {
        worker.close();
        world.close();
    }

    @Test
    void aJobIsSubmittedToItsTenantsTopicAndRetriedThere() {
        assertThat(run("hello", "submit --tenant acme --module echo --wait").out())
                .isEqualTo("hello");
        assertThat(run("7", "submit --tenant acme --module exit-code --id bad --wait").exitCode())
                .isEqualTo(1);

        var first = run("", "dlq retry --all");
        await().until(() -> world.all("dead-letters").size() == 2);
        var second = run("", "dlq retry bad --dry-run");
        var third = run("", "dlq retry --all --dry-run");

        assertThat(first.err()).isEqualTo("1 published, 0 left\n");
        assertThat(first.out()).endsWith(" on " + world.topic("orders.acme") + "\n");
        assertThat(second.err()).isEqualTo("1 would be published, 0 left\n");
        assertThat(third.err())
                .isEqualTo("1 would be published, 0 left, 1 published before (see --again)\n");
        assertThat(world.all("orders.acme")).hasSize(3);
    }

    private CommandRun run(String input, String words) {
        var arguments = new ArrayList<>(List.of(words.split(" ")));
        arguments.addAll(List.of("--bootstrap", world.brokers(), "--prefix", world.prefix()));
        arguments.addAll(List.of("--topics", "jobs=orders,results=answers"));
        arguments.addAll(List.of("--tenants-from", "topic"));
        return CommandRun.of(input, arguments);
    }
}
