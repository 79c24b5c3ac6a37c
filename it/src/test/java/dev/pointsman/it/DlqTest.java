package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.local.cli.PointsmanCommand;
import dev.pointsman.local.client.SavedLetter;
import dev.pointsman.worker.Worker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands that look after dead letters, against a broker. */
@ExtendWith(SharedBroker.class)
class DlqTest {
    @TempDir private Path folder;
    private TestingWorld world;
    private Worker worker;

    @BeforeEach
    void start(EmbeddedBroker broker) throws Exception {
        world = new TestingWorld(broker, folder);
        world.tenants(
                """
                tenants:
                  acme: { modules: ["*"], capabilities: ["*"], record: failures }
                  globex: { modules: ["*"] }
                """);
        List.of("exit-code", "trap", "echo").forEach(world::module);
        worker = world.startWorker();
        world.run(world.job("bad-1", "acme", "exit-code", "7"));
        world.run(world.job("bad-2", "globex", "trap", "x"));
        world.run(world.job("good", "acme", "echo", "x"));
    }

    @AfterEach
    void stop() {
        worker.close();
        world.close();
    }

    @Test
    void lettersAreListedAndShown() {
        assertThat(run("dlq", "list")).isZero();
        assertThat(run("dlq", "list", "--tenant", "acme", "-o", "json", "--limit", "1")).isZero();
        assertThat(run("dlq", "show", "bad-1", "--value")).isZero();
        assertThat(run("dlq", "show", "good")).isEqualTo(1);
        assertThat(run("dlq", "show", "0:9999")).isEqualTo(1);
        assertThat(run("dlq", "show", "99:0")).isEqualTo(1);
        assertThat(run("dlq", "list", "--limit", "0")).isEqualTo(2);
        assertThat(run("dlq", "list", "--error", "no-such-error")).isEqualTo(2);
    }

    @Test
    void aLetterIsSavedAndReplayedWithoutTheCluster() throws Exception {
        var file = folder.resolve("bad-1.json");

        assertThat(run("dlq", "show", "bad-1", "--save", file.toString())).isZero();

        var saved = SavedLetter.readFrom(file);
        assertThat(saved.letter().value().orElseThrow().asText()).isEqualTo("7");
        assertThat(saved.recording()).isPresent();
        assertThat(replay(file.toString(), world.modules())).isZero();
        assertThat(replay("bad-1", world.modules())).isZero();
    }

    @Test
    void aModuleThatIsAnotherIsRefusedOrShownToDiffer() throws Exception {
        var other = Files.createDirectory(folder.resolve("other"));
        Files.copy(world.modules().resolve("echo.wasm"), other.resolve("exit-code.wasm"));

        assertThat(replay("bad-1", other)).isEqualTo(1);
        assertThat(run("replay", "bad-1", "--modules", other.toString(), "--other-module"))
                .isEqualTo(1);
    }

    @Test
    void whatIsNotRecordedIsNotReplayed() {
        assertThat(replay("bad-2", world.modules())).isEqualTo(1);
        assertThat(run("replay", "bad-1")).isEqualTo(2);
    }

    @Test
    void aJobThatIsRetriedNamesTheOneThatFailed() {
        assertThat(run("dlq", "retry", "bad-1", "--dry-run")).isZero();
        assertThat(run("dlq", "retry", "bad-1")).isZero();

        await().untilAsserted(() -> assertThat(caused("bad-1")).hasSize(1));
        assertThat(caused("bad-1").getFirst().outcome())
                .isEqualTo(new Outcome.Failed(7, "the guest ended with exit code 7"));
    }

    @Test
    void manyAreRetriedAtOnceButForThoseThatAreNoJobs() {
        world.send(new ProducerRecord<>(world.topic("jobs"), TestingWorld.bytes("no job")));
        await().until(() -> world.all("dead-letters").size() == 3);

        assertThat(run("dlq", "retry", "--all")).isEqualTo(1);
        assertThat(run("dlq", "retry", "--tenant", "globex", "--error", "capability-denied"))
                .isZero();
        assertThat(run("dlq", "retry", "--tenant", "nobody")).isEqualTo(1);
        assertThat(run("dlq", "retry")).isEqualTo(2);

        await().untilAsserted(() -> {
            assertThat(caused("bad-1")).hasSize(1);
            assertThat(caused("bad-2")).hasSizeGreaterThan(1);
        });
    }

    /** The dead letters of jobs that were caused by this one. */
    private List<JobResult> caused(String job) {
        var ids =
                world.all("jobs").stream()
                        .filter(it -> it.headers().lastHeader("ce_causationid") != null)
                        .filter(it -> TestingWorld.header(it, "ce_causationid").equals(job))
                        .map(it -> TestingWorld.header(it, "ce_id"))
                        .toList();
        return world.allResults().stream()
                .filter(result -> ids.contains(result.id().value()))
                .toList();
    }

    private int replay(String letter, Path modules) {
        return run("replay", letter, "--modules", modules.toString());
    }

    private int run(String... words) {
        var arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--bootstrap", world.brokers(), "--prefix", world.prefix()));
        return PointsmanCommand.run(arguments.toArray(String[]::new));
    }
}
