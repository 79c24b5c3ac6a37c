package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Execution;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.JobResultCodec;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Commands beside workers that are newer than they, and say what they do not know. */
@ExtendWith(SharedBroker.class)
class NewerResultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Outcome FAILED =
            new Outcome.Errored(ErrorCode.GUEST_TRAP, "of 40 orders a day it is the 41st");

    private final TestingWorld world;

    NewerResultsTest(EmbeddedBroker broker, @TempDir Path folder) {
        world = new TestingWorld(broker, folder);
    }

    @BeforeEach
    void thereAreTopics() {
        world.makeJobsTopic(1);
        world.makeTopic("results");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anErrorOfAnotherNameIsListed() {
        send(result("a", FAILED), "ce_errortype", "quota-exceeded");
        send(result("b", new Outcome.Succeeded(Payload.EMPTY)), "ce_outcome", "postponed");

        var listed = run("results --payloads");

        assertThat(listed.exitCode()).isZero();
        assertThat(listed.out().lines().toList().getFirst())
                .matches("a +acme +echo +error .* quota-exceeded: of 40 orders.*")
                .endsWith(
                        "(ce_errortype: 'quota-exceeded' (expected: an error this version knows; is the worker newer?))");
        assertThat(listed.out()).containsPattern("\nb +acme +echo +postponed ");
        assertThat(listed.out()).contains("\"detail\":\"of 40 orders a day it is the 41st\"");
    }

    @Test
    void whatATenantWritesIsNoLineOfAnotherAndNoCommandToATerminal() {
        var value = "\u001b[2J\nb globex echo success";
        send(
                result("a", new Outcome.Succeeded(Payload.ofUtf8(value))),
                "ce_usage",
                "fuel=1;watts=2");

        assertThat(run("results --payloads").out().lines().skip(1))
                .containsExactly("  \\u001b[2J", "  b globex echo success");
    }

    @Test
    void anotherTenantsAreNot() {
        send(result("a", FAILED), "ce_errortype", "quota-exceeded");

        assertThat(run("results --tenant globex").out()).isEmpty();
        assertThat(run("results --tenant acme").out()).hasLineCount(1);
    }

    @Test
    void whoeverWaitsForAJobIsToldOfIt() throws Exception {
        try (var worker = Executors.newSingleThreadExecutor()) {
            var answer = worker.submit(() -> answer(FAILED, "ce_errortype", "quota-exceeded"));

            var submitted = run("submit --tenant acme --module echo --id a --wait --timeout PT1M");

            answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(submitted.exitCode()).isOne();
            assertThat(submitted.out()).isEmpty();
            assertThat(submitted.err()).contains("error", "quota-exceeded: of 40 orders a day");
        }
    }

    @Test
    void aSuccessIsOneWhateverElseIsSaidOfIt() throws Exception {
        var success = new Outcome.Succeeded(Payload.ofUtf8("hello"));
        try (var worker = Executors.newSingleThreadExecutor()) {
            var answer = worker.submit(() -> answer(success, "ce_usage", "fuel=1;watts=2"));

            var submitted = run("submit --tenant acme --module echo --id a --wait --timeout PT1M");

            answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(submitted.exitCode()).isZero();
            assertThat(submitted.out()).isEqualTo("hello");
            assertThat(submitted.err()).contains("success", "5 bytes", "watts");
        }
    }

    /** It answers as soon as there is a job; a result of another's job comes before it. */
    private Void answer(Outcome outcome, String header, String value) {
        await().atMost(PATIENCE).until(() -> !world.all("jobs").isEmpty());
        var others = world.job("a", "globex", "echo", "");
        send(JobResult.of(others, FAILED, Execution.NONE, "urn:newer", Instant.EPOCH), "x", "y");
        send(result("a", outcome), header, value);
        return null;
    }

    private JobResult result(String id, Outcome outcome) {
        JobRequest job = world.job(id, "acme", "echo", "");
        return JobResult.of(job, outcome, Execution.NONE, "urn:newer", Instant.EPOCH);
    }

    private void send(JobResult result, String header, String value) {
        var headers = new ArrayList<Header>(JobResultCodec.write(result));
        headers.removeIf(it -> it.key().equals(header));
        headers.add(new RecordHeader(header, TestingWorld.bytes(value)));
        var bytes = JobResultCodec.value(result).toBytes();
        world.send(
                new ProducerRecord<>(
                        world.topic("results"), 0, TestingWorld.bytes("key"), bytes, headers));
    }

    private CommandRun run(String words) {
        var arguments = new ArrayList<>(List.of(words.split(" ")));
        arguments.addAll(List.of("--bootstrap", world.brokers(), "--prefix", world.prefix()));
        return CommandRun.of(arguments);
    }
}
