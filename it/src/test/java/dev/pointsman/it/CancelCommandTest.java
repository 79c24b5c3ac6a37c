package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.worker.Worker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The command that withdraws a job, against a worker. */
@ExtendWith(SharedBroker.class)
class CancelCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Longer than any test; a job that ends sooner was withdrawn. */
    private static final String TENANTS =
            """
            tenants:
              acme:
                modules: ["*"]
                retries: { attempts: 2, back-off: { first: PT30M, most: PT30M } }
                limits: { timeout: PT4M, fuel: 9000000000000 }
            """;

    @Test
    void aJobThatWaitsForItsNextAttemptIsWithdrawn(EmbeddedBroker broker, @TempDir Path folder)
            throws Exception {
        try (var world = world(broker, folder);
                var worker = world.startWorker()) {
            assertThat(submit(world, "late", "exit-code", "75").exitCode()).isZero();
            await().atMost(PATIENCE).until(() -> !world.all("retries").isEmpty());

            // One that comes before the worker has read back what waits finds nobody.
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        withdraw(world, "late");
                        return !world.allResults().isEmpty();
                    });

            assertThat(outcome(world, "late")).isEqualTo(ErrorCode.WITHDRAWN);
            assertThat(worker.isReady()).isTrue();
        }
    }

    @Test
    void aJobThatRunsIsStopped(EmbeddedBroker broker, @TempDir Path folder) throws Exception {
        try (var world = world(broker, folder);
                var worker = world.startWorker(Map.of("pointsman.concurrency", "1"))) {
            assertThat(submit(world, "endless", "spin", "").exitCode()).isZero();

            withdraw(world, "endless");

            assertThat(outcome(world, "endless")).isEqualTo(ErrorCode.WITHDRAWN);
            assertThat(worker.isReady()).isTrue();
        }
    }

    @Test
    void theLineThatSubmitPrintsWithdrawsItsJob(EmbeddedBroker broker, @TempDir Path folder)
            throws Exception {
        try (var world = world(broker, folder);
                var _ = tenantsTopics(world)) {
            var submitted =
                    run(
                            world,
                            "",
                            "submit --tenant acme --module spin --id endless --tenants-from topic");
            var line = submitted.err().strip().replace("to withdraw it: pointsman ", "");

            assertThat(line)
                    .isEqualTo(
                            "cancel --tenant acme --id endless --partition 0 --bootstrap %s --prefix %s --tenants-from topic"
                                    .formatted(world.brokers(), world.prefix()));
            assertThat(CommandRun.of(List.of(line.split(" "))).exitCode()).isZero();
            assertThat(outcome(world, "endless")).isEqualTo(ErrorCode.WITHDRAWN);
        }
    }

    @Test
    void whereNoJobCanBeIsTold(EmbeddedBroker broker, @TempDir Path folder) {
        try (var world = world(broker, folder)) {
            world.makeJobsTopic(2);

            var wrong = run(world, "", "cancel --tenant acme --id a --partition 2");
            var absent = run(world, "", "cancel --tenant acme --id a --key k --topics jobs=job");
            var tenants = run(world, "", "cancel --tenant a --id a --key k --tenants-from topic");

            assertThat(wrong.exitCode()).isEqualTo(2);
            assertThat(wrong.err())
                    .contains("--partition: 2 (expected: one that topic " + world.topic("jobs"))
                    .contains("0 to 1");
            assertThat(absent.exitCode()).isEqualTo(1);
            assertThat(absent.err())
                    .startsWith("pointsman: topic: '" + world.topic("job") + "' is not there")
                    .contains("--topics");
            assertThat(tenants.err()).contains("topic: '" + world.topic("jobs.a") + "'");
            assertThat(world.all("jobs")).isEmpty();
        }
    }

    private static TestingWorld world(EmbeddedBroker broker, Path folder) {
        var world = new TestingWorld(broker, folder);
        world.tenants(TENANTS);
        List.of("exit-code", "spin").forEach(world::module);
        return world;
    }

    private static Worker tenantsTopics(TestingWorld world) throws Exception {
        world.makeTopic("jobs.acme");
        return world.startWorker(Map.of("pointsman.tenants.from", "topic"));
    }

    private static CommandRun submit(TestingWorld world, String id, String module, String input) {
        return run(world, input, "submit --tenant acme --key k --module " + module + " --id " + id);
    }

    private static void withdraw(TestingWorld world, String id) {
        var withdrawn = run(world, "", "cancel --tenant acme --key k --id " + id);
        assertThat(withdrawn.exitCode()).isZero();
        assertThat(withdrawn.err())
                .startsWith("published: a cancel of job " + id + " of acme")
                .contains("if there is such a job with the key 'k', and it has not ended");
    }

    private static ErrorCode outcome(TestingWorld world, String id) {
        await().atMost(PATIENCE).until(() -> !world.allResults().isEmpty());
        var result = world.allResults().getFirst();
        assertThat(result.id()).isEqualTo(new JobId(id));
        return ((Outcome.Cancelled) result.outcome()).code();
    }

    private static CommandRun run(TestingWorld world, String input, String words) {
        var arguments = new ArrayList<>(List.of(words.split(" ")));
        arguments.addAll(List.of("--bootstrap", world.brokers(), "--prefix", world.prefix()));
        return CommandRun.of(input, arguments);
    }
}
