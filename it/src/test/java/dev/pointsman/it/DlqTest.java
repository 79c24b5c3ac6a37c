package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.local.client.SavedLetter;
import dev.pointsman.worker.Worker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
        assertThat(run("dlq", "list", "--error", "No Error")).isEqualTo(2);
        assertThat(told("dlq", "list", "--error", "no-such-error").err())
                .contains("no dead letter has error no-such-error", "guest-trap");
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
        assertThat(
                        run(
                                "dlq",
                                "retry",
                                "--tenant",
                                "globex",
                                "--error",
                                "capability-denied",
                                "--again"))
                .isZero();
        assertThat(run("dlq", "retry", "--tenant", "nobody")).isEqualTo(1);
        assertThat(run("dlq", "retry")).isEqualTo(2);

        await().untilAsserted(() -> {
            assertThat(caused("bad-1")).hasSize(1);
            assertThat(caused("bad-2")).hasSizeGreaterThan(1);
        });
    }

    @Test
    void ofManyThoseThatWerePublishedAgainBeforeArePassedOver() {
        var first = told("dlq", "retry", "--all");
        await().until(() -> world.all("dead-letters").size() == 4);

        var second = told("dlq", "retry", "--all");
        await().until(() -> world.all("dead-letters").size() == 6);
        var dry = told("dlq", "retry", "--all", "--again", "--dry-run");
        var until = told("dlq", "retry", "--until", "2020-01-01T00:00:00Z");

        assertThat(first.err()).isEqualTo("2 published, 0 left\n");
        assertThat(second.err())
                .isEqualTo("2 published, 0 left, 2 published before (see --again)\n");
        assertThat(second.out()).doesNotContain("bad-1", "bad-2");
        assertThat(dry.err()).isEqualTo("6 would be published, 0 left\n");
        assertThat(until.exitCode()).isEqualTo(1);
        assertThat(caused("bad-1")).hasSize(1);
    }

    /**
     * Ids are their source's own; and payloads so large that each recording is a record by itself.
     */
    @Test
    void twoJobsOfOneIdAreTwoAndEachIsReplayedByItsOwnRecording() {
        var spaces = " ".repeat(140_000);
        sendTwin("urn:one", "1" + spaces);
        sendTwin("urn:two", "2" + spaces);
        await().until(() -> world.all("dead-letters").size() == 4);

        var ambiguous = told("dlq", "show", "twin");

        assertThat(ambiguous.exitCode()).isEqualTo(1);
        assertThat(ambiguous.err()).contains("several tenants or sources have a job 'twin'");
        assertThat(places(ambiguous.err()))
                .hasSize(2)
                .allSatisfy(place -> assertThat(replay(place, world.modules())).isZero());
    }

    private static List<String> places(String told) {
        return Pattern.compile("[0-9]+:[0-9]+(?= of acme from urn:(one|two))")
                .matcher(told)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private void sendTwin(String source, String input) {
        var twin =
                JobRequest.of(
                        new JobId("twin"),
                        new TenantId("acme"),
                        ModuleRef.named("exit-code"),
                        Event.of(source, "test.job.v1"),
                        Payload.ofUtf8(input));
        world.publish(twin);
    }

    /** Of the same tenant and source, with this cause, and yet another job. */
    @Test
    void aJobThatOnlyNamesAFailedOneAsItsCauseIsNoRetryOfIt() {
        var other = world.job("follow-up", "acme", "echo", "7");
        var record = world.without("ce_causationid", other);
        record.headers().add("ce_causationid", TestingWorld.bytes("bad-1"));
        world.send(record);

        assertThat(told("dlq", "retry", "--tenant", "acme").err())
                .isEqualTo("1 published, 0 left\n");
        assertThat(
                        told("dlq", "retry", "--tenant", "acme", "--since", "2020-01-01T00:00:00Z")
                                .err())
                .endsWith(" 1 published before (see --again)\n");
    }

    /** Of an error that these commands do not know. */
    @Test
    void aNewerWorkersLetterIsListedShownAndRetriedToo() throws Exception {
        var place = sendNewer("bad-1", "quota-exceeded");
        var file = folder.resolve("newer.json");

        var listed = told("dlq", "list", "--error", "quota-exceeded", "-o", "json");
        var shown = told("dlq", "show", place, "--save", file.toString());
        var retried = told("dlq", "retry", place);

        assertThat(listed.out()).contains("\"error\" : \"quota-exceeded\"", place);
        assertThat(shown.exitCode()).isZero();
        assertThat(SavedLetter.readFrom(file).letter().stored().letter().type())
                .hasToString("quota-exceeded");
        assertThat(retried.err()).isEqualTo("1 published, 0 left\n");
    }

    /** Copies the job's letter, with another word for its error; returns where the copy stands. */
    private String sendNewer(String job, String error) {
        var letter =
                world.all("dead-letters").stream()
                        .filter(it -> TestingWorld.header(it, "ce_id").equals(job))
                        .findFirst()
                        .orElseThrow();
        var headers =
                Stream.of(letter.headers().toArray())
                        .filter(it -> !it.key().equals("__pointsman.errors.type"))
                        .toList();
        var newer = new ProducerRecord<>(letter.topic(), 0, letter.key(), letter.value(), headers);
        newer.headers().add("__pointsman.errors.type", TestingWorld.bytes(error));
        world.send(newer);
        return "0:"
                + world.all("dead-letters").stream()
                        .filter(it -> it.partition() == 0)
                        .mapToLong(ConsumerRecord::offset)
                        .max()
                        .orElseThrow();
    }

    @Test
    void aTopicThatIsNotThereLeavesItsLetters() {
        var told = told("dlq", "retry", "--all", "--topics", "jobs=orders");

        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(told.err())
                .contains("expected: " + world.topic("orders"))
                .endsWith("0 published, 2 left\n");
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
        return told(words).exitCode();
    }

    private CommandRun told(String... words) {
        var arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--bootstrap", world.brokers(), "--prefix", world.prefix()));
        return CommandRun.of(arguments);
    }
}
