package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.contracts.JobResult;
import dev.pointsman.local.TopicMaker;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is taken away under a running worker, and given back. */
@ExtendWith(SharedBroker.class)
class TroubleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Map<String, String> QUICK =
            Map.of("pointsman.kafka.transaction-timeout", "PT2S");

    @Test
    void withoutATopicForResultsItIsNotReadyAndWhenThatIsBackItGoesOn(
            EmbeddedBroker broker, @TempDir Path folder) throws Exception {
        try (var world = new TestingWorld(broker, folder)) {
            world.tenants("tenants: { acme: { modules: ['*'] } }");
            world.module("echo");
            try (var worker = world.startWorker(QUICK)) {
                delete(broker, world.topic("results"));
                world.publish(world.job("a", "acme", "echo", "a"));
                await().atMost(PATIENCE).until(() -> !worker.isReady());
                assertThat(worker.trouble().orElseThrow()).startsWith("Kafka: ");

                TopicMaker.make(broker.bootstrapServers(), List.of(world.topic("results")));
                await().atMost(PATIENCE).until(() -> !world.allResults().isEmpty());
                await().atMost(PATIENCE).until(worker::isReady);
            }

            assertThat(world.allResults())
                    .extracting(JobResult::id)
                    .extracting(Object::toString)
                    .containsExactly("a");
        }
    }

    @Test
    void withoutTheTopicOfJobsItIsNotReady(EmbeddedBroker broker, @TempDir Path folder)
            throws Exception {
        try (var world = new TestingWorld(broker, folder)) {
            world.tenants("tenants: { acme: { modules: ['*'] } }");
            try (var worker = world.startWorker(QUICK)) {
                delete(broker, world.topic("jobs"));

                await().atMost(PATIENCE).until(() -> !worker.isReady());

                assertThat(worker.trouble().orElseThrow()).contains(world.topic("jobs"));
            }
        }
    }

    private static void delete(EmbeddedBroker broker, String topic) throws Exception {
        var config = Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers());
        try (var admin = Admin.create(config)) {
            admin.deleteTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
        }
    }
}
