package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.HeaderName;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.worker.Worker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a publisher or a module's author sends, it gets its answer, and the worker goes on. */
@ExtendWith(SharedBroker.class)
@TestInstance(Lifecycle.PER_CLASS)
class BadInputTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] COMPONENT = {0, 'a', 's', 'm', 0x0d, 0, 1, 0};

    private TestingWorld world;
    private Worker worker;

    @BeforeAll
    void start(EmbeddedBroker broker, @TempDir Path folder) throws Exception {
        world = new TestingWorld(broker, folder);
        world.tenants(
                """
                tenants:
                  acme:
                    modules: ["*"]
                    capabilities: ["publish/v1/send"]
                    publish: { topics: ["$*"] }
                    retries: { attempts: 1 }
                  initech: {}
                """);
        List.of("echo", "trap", "publish", "unknown-import", "no-start", "whoami")
                .forEach(world::module);
        world.module("text", TestingWorld.bytes("this is no WebAssembly"));
        world.module("component", COMPONENT);
        world.makeTopic("alerts");
        worker = world.startWorker();
    }

    @AfterAll
    void stop() {
        worker.close();
        world.close();
    }

    @Test
    void aRecordThatIsNoJobIsAnsweredAndPutAsideWithItsBytes() {
        var record =
                new ProducerRecord<>(
                        world.topic("jobs"), TestingWorld.bytes("k"), TestingWorld.bytes("hello"));

        var result = send(record, id -> id.startsWith(world.topic("jobs")));

        assertThat(result.outcome()).isInstanceOf(Outcome.Errored.class);
        assertThat(errorOf(result).code()).isEqualTo(ErrorCode.JOB_MALFORMED);
        assertThat(world.all("dead-letters"))
                .anySatisfy(letter -> {
                    assertThat(letter.key()).asString().isEqualTo("k");
                    assertThat(letter.value()).asString().isEqualTo("hello");
                    assertThat(TestingWorld.header(letter, "__pointsman.errors.type"))
                            .isEqualTo("job-malformed");
                });
    }

    @Test
    void aJobWithoutATenantIsAnsweredUnderItsId() {
        var record = world.without(HeaderName.TENANT, world.job("no-tenant", "acme", "echo", "x"));

        var result = send(record, "no-tenant"::equals);

        assertThat(errorOf(result).code()).isEqualTo(ErrorCode.JOB_MALFORMED);
        assertThat(errorOf(result).detail()).contains("ce_tenant", "missing");
    }

    @Test
    void aRecordWithoutKeyAndValueIsAnsweredToo() {
        var record = new ProducerRecord<byte[], byte[]>(world.topic("jobs"), null, null);

        var result = send(record, id -> id.startsWith(world.topic("jobs")));

        assertThat(errorOf(result).code()).isEqualTo(ErrorCode.JOB_MALFORMED);
    }

    @Test
    void anUnknownTenantIsNamed() {
        var result = world.run("umbrella", "echo", "x");

        assertThat(errorOf(result))
                .isEqualTo(error(ErrorCode.TENANT_UNKNOWN, "nobody knows tenant umbrella"));
    }

    @Test
    void anUnknownModuleIsNamed() {
        var result = world.run("acme", "ecco", "x");

        assertThat(errorOf(result))
                .isEqualTo(error(ErrorCode.MODULE_NOT_FOUND, "there is no module ecco"));
    }

    @Test
    void aModuleTheTenantMayNotRunIsDenied() {
        var result = world.run("initech", "echo", "x");

        assertThat(errorOf(result).code()).isEqualTo(ErrorCode.MODULE_DENIED);
        assertThat(errorOf(result).detail()).contains("initech", "echo");
    }

    @Test
    void aFileThatIsNoWebAssemblyIsSaidToBeNone() {
        var result = world.run("acme", "text", "x");

        assertThat(errorOf(result).code()).isEqualTo(ErrorCode.MODULE_NOT_CORE);
        assertThat(errorOf(result).detail()).contains("not a WebAssembly file", "this is");
    }

    @Test
    void aComponentIsToldHowToBecomeAModule() {
        var result = world.run("acme", "component", "x");

        assertThat(errorOf(result).code()).isEqualTo(ErrorCode.MODULE_NOT_CORE);
        assertThat(errorOf(result).detail()).contains("component", "--target wasm32-wasip1");
    }

    @Test
    void aModuleWithoutAnEntryIsToldWhichExportItLacks() {
        var result = world.run("acme", "no-start", "x");

        assertThat(errorOf(result).code()).isEqualTo(ErrorCode.EXPORT_MISSING);
        assertThat(errorOf(result).detail()).contains("_start");
    }

    @Test
    void importsThatNobodyOffersAreNamedAllAtOnce() {
        var result = world.run("acme", "unknown-import", "x");

        assertThat(errorOf(result).code()).isEqualTo(ErrorCode.IMPORT_UNKNOWN);
        assertThat(errorOf(result).detail())
                .contains("env.frobnicate", "config_gett", "did you mean pointsman/v1.config_get?");
    }

    @Test
    void aCapabilityThatIsNotGrantedIsNamed() {
        var result = world.run("acme", "whoami", "x");

        assertThat(errorOf(result).code()).isEqualTo(ErrorCode.CAPABILITY_DENIED);
        assertThat(errorOf(result).detail()).contains("acme", "context/v1/get");
    }

    @Test
    void aGuestThatTrapsPublishesNothing() {
        var result = world.run("acme", "trap", world.topic("alerts"));

        assertThat(errorOf(result).code()).isEqualTo(ErrorCode.GUEST_TRAP);
        assertThat(world.all("alerts"))
                .noneMatch(event -> causeOf(event).equals(result.id().value()));
    }

    @Test
    void aRecordPublishedToATopicThatIsNotThereFailsItsJobOnly() {
        var result = world.run("acme", "publish", world.topic("nowhere"));

        assertThat(errorOf(result).code()).isEqualTo(ErrorCode.PUBLISH_FAILED);
        assertThat(errorOf(result).detail()).contains(world.topic("nowhere"));
    }

    @Test
    void aGuestThatSucceedsPublishesOnce() {
        var result = world.run("acme", "publish", world.topic("alerts"));

        assertThat(result.outcome()).isInstanceOf(Outcome.Succeeded.class);
        assertThat(world.all("alerts"))
                .filteredOn(event -> causeOf(event).equals(result.id().value()))
                .singleElement()
                .satisfies(event ->
                        assertThat(TestingWorld.header(event, HeaderName.TENANT))
                                .isEqualTo("acme"));
    }

    private JobResult send(ProducerRecord<byte[], byte[]> record, Predicate<String> isItsId) {
        try (var results = world.resultsFromNow()) {
            world.send(record);
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() - end < 0) {
                for (var result : results.poll(Duration.ofMillis(100))) {
                    if (isItsId.test(result.id().value())) {
                        return result.known().orElseThrow();
                    }
                }
            }
            throw new AssertionError("no result of " + record);
        }
    }

    private static Outcome.Errored errorOf(JobResult result) {
        assertThat(result.outcome()).isInstanceOf(Outcome.Errored.class);
        return (Outcome.Errored) result.outcome();
    }

    private static Outcome.Errored error(ErrorCode code, String detail) {
        return new Outcome.Errored(code, detail);
    }

    private static String causeOf(ConsumerRecord<byte[], byte[]> event) {
        return TestingWorld.header(event, HeaderName.CAUSATION_ID);
    }
}
