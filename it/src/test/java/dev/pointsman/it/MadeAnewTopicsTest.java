package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.worker.Worker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Topics that are deleted and made anew at once, under a worker that runs: Kafka's clients go by
 * their names, and take the one for the other. What is gone is told, and not passed over.
 */
@ExtendWith(SharedBroker.class)
class MadeAnewTopicsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Map<String, String> COMPACTED =
            Map.of("cleanup.policy", "compact", "max.message.bytes", "8388608");
    private static final Map<String, String> LASTING =
            Map.of("retention.ms", "-1", "max.message.bytes", "8388608");

    @AutoClose private final TestingWorld world;
    @AutoClose private final TestingOperator operator;

    MadeAnewTopicsTest(EmbeddedBroker broker, @TempDir Path folder) {
        var policy =
                "modules: ['*'], capabilities: ['state/v1/*'], retries: { attempts: 2, back-off:"
                        + " { first: PT20M, most: PT20M } }";
        world = TestingWorld.ofAcme(broker, folder, policy, "counter", "exit-code");
        operator = new TestingOperator(world);
    }

    /**
     * The worker stands at the third record of the old topic, and there are more in the new one.
     */
    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    void noneOfTheJobsOfANewTopicIsPassedOverInSilence(String protocol) throws Exception {
        var settings = Map.of("pointsman.kafka.group.protocol", protocol);
        try (var worker = world.startWorker(settings)) {
            world.run("acme", "counter", "");
            world.run("acme", "counter", "");

            operator.makeAnew("jobs", Map.of());
            publish(0, 6);

            await().atMost(PATIENCE)
                    .until(() -> results().containsAll(ids(0, 6)) || isRefused(worker, "jobs"));
        }
        if (!results().containsAll(ids(0, 6))) {
            operator.setOffset("jobs", 0, 0);
            try (var _ = world.startWorker(settings)) {
                await().atMost(PATIENCE).until(() -> results().containsAll(ids(0, 6)));
            }
        }
    }

    @Test
    void whatJobsHadKeptIsToldToBeGoneAndNoneRunsWithoutIt() throws Exception {
        try (var worker = world.startWorker()) {
            assertThat(counted("a")).isEqualTo("1");
            assertThat(counted("b")).isEqualTo("2");

            operator.makeAnew("state", COMPACTED);
            await().atMost(PATIENCE).until(() -> isRefused(worker, "jobs"));
            world.publish(world.job("c", "acme", "counter", ""));
        }
        assertThat(results()).containsExactly("a", "b");

        operator.setOffset("jobs", 0, 2);
        try (var _ = world.startWorker()) {
            await().atMost(PATIENCE).until(() -> results().size() == 3);
        }
        assertThat(world.allResults().getLast().outcome()).isEqualTo(succeeded("1"));
    }

    /** Whoever starts next knows it too. */
    @Test
    void norDoesTheNextWorkerRunAnyWithoutIt() throws Exception {
        try (var _ = world.startWorker()) {
            assertThat(counted("a")).isEqualTo("1");
        }
        operator.makeAnew("state", COMPACTED);
        world.publish(world.job("b", "acme", "counter", ""));

        try (var worker = world.startWorkerThatMayNotGetReady(Map.of())) {
            await().atMost(PATIENCE).until(() -> isRefused(worker, "jobs"));
        }
        assertThat(results()).containsExactly("a");
    }

    @Test
    void jobsThatWaitedForAnotherAttemptAreToldToBeGone() throws Exception {
        try (var worker = world.startWorker()) {
            world.publish(world.job("waits", "acme", "exit-code", "75"));
            await().atMost(PATIENCE).until(() -> !world.all("retries").isEmpty());

            operator.makeAnew("retries", LASTING);
            await().atMost(PATIENCE).until(() -> isRefused(worker, "retries"));
            world.publish(world.job("b", "acme", "exit-code", "0"));
        }
        assertThat(results()).isEmpty();

        operator.setOffset("retries", 0, 0);
        try (var _ = world.startWorker()) {
            await().atMost(PATIENCE).until(() -> results().size() == 1);
        }
        assertThat(results()).containsExactly("b");
    }

    /** No job asks for them meanwhile; what stood in them is gone all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"state", "retries"})
    void aTopicThatIsGoneIsToldThoughNoJobMissesIt(String topic) throws Exception {
        try (var worker = world.startWorker()) {
            world.run("acme", "exit-code", "0");

            operator.delete(topic);

            awaitTrouble(worker, "topic " + world.topic(topic) + " was deleted");
        }
    }

    private boolean isRefused(Worker worker, String topic) {
        return worker.trouble()
                .filter(it -> it.contains(world.topic(topic) + "-0: ") && it.contains("made anew"))
                .isPresent();
    }

    private static void awaitTrouble(Worker worker, String what) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(worker.trouble().orElse("")).contains(what));
    }

    private void publish(int from, int to) {
        ids(from, to).forEach(id -> world.publish(world.job(id, "acme", "exit-code", "0")));
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(it -> "new " + it).toList();
    }

    private List<String> results() {
        return world.allResults().stream().map(it -> it.id().value()).toList();
    }

    private String counted(String id) {
        return switch (world.run(world.job(id, "acme", "counter", "")).outcome()) {
            case Outcome.Succeeded(var output) -> output.asText();
            case Outcome other -> other.toString();
        };
    }

    private static Outcome succeeded(String output) {
        return new Outcome.Succeeded(Payload.ofUtf8(output));
    }
}
