package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.testing.WasmBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testcontainers.containers.GenericContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The worker's image, under all the flags that take something away from it. */
@ExtendWith(TestingEngine.class)
class WorkerContainerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static TestingContainers containers;
    private static TestingWorld world;
    private static GenericContainer<?> worker;

    @BeforeAll
    static void start() throws IOException {
        containers = TestingContainers.start();
        world = new TestingWorld(containers.brokers(), folder());
        world.tenants(
                """
                tenants:
                  acme:
                    modules: [echo, table-to-json, trap, reads]
                    capabilities: ["secret/v1/get"]
                    config: { token: canary-config }
                    env: { SECRET: canary-env }
                    secrets: { key: { env: ACME_KEY } }
                    http:
                      allow: ["https://api.example.com"]
                      credentials: [{ origin: "https://api.example.com", env: ACME_KEY }]
                  globex:
                    modules: [greedy, spin, trap]
                    limits: { max-pages: 4096, max-dirty-pages: 256, timeout: PT2S }
                """);
        List.of("echo", "table-to-json", "greedy", "spin", "trap").forEach(world::module);
        world.module("reads", readingItsSecret().bytes().toBytes());
        worker = containers.worker(world, "0", Map.of("ACME_KEY", "canary-secret"));
    }

    @AfterAll
    static void stop() {
        worker.stop();
        world.close();
        containers.close();
    }

    @Test
    void jobsGoInAndResultsComeOut() {
        var result = world.run("acme", "table-to-json", "name,age\nAda,36\n");

        assertThat(result.outcome())
                .isEqualTo(
                        new Outcome.Succeeded(
                                Payload.ofUtf8("{\"name\":\"Ada\",\"age\":\"36\"}\n")));
    }

    @Test
    void everyCompressionIsReadWithoutAFolderToWriteTo() {
        for (var codec : List.of("gzip", "snappy", "lz4", "zstd")) {
            var job = world.job("compressed-" + codec, "acme", "echo", "hello ".repeat(100));

            sendCompressed(job, codec);

            assertThat(result(job).outcome()).isInstanceOf(Outcome.Succeeded.class);
        }
    }

    @Test
    void theImageHasTheWorkerItsBillOfMaterialsAndNoBroker() throws Exception {
        var files =
                worker.execInContainer("ls", "/opt/pointsman", "/opt/pointsman/lib").getStdout();

        assertThat(files)
                .contains("bom.json", "pointsman.aot", "pointsman-worker-")
                .doesNotContain("kafka_2", "kafka-server", "scala", "junit", "pointsman-local");
    }

    @Test
    void itsBillOfMaterialsHasTheDigestOfEveryJarAsItIsInTheImage() throws Exception {
        var bill = worker.execInContainer("cat", "/opt/pointsman/bom.json").getStdout();
        var digests =
                JsonMapper.shared().readTree(bill).findValues("content").stream()
                        .map(JsonNode::asString)
                        .toList();

        var jars = worker.execInContainer("bash", "-c", "sha256sum /opt/pointsman/lib/*.jar");

        assertThat(jars.getStdout().lines())
                .isNotEmpty()
                .allMatch(line -> digests.contains(line.split(" ", 2)[0]));
    }

    @Test
    void theJvmTakesTheCacheThatTheImageWasBuiltWith() throws Exception {
        var version =
                worker.execInContainer(
                        "java",
                        "@/opt/pointsman/jvm.options",
                        "-XX:AOTCache=/opt/pointsman/pointsman.aot",
                        "-XX:AOTMode=on",
                        "-version");

        assertThat(version.getExitCode()).as(version.getStderr()).isZero();
    }

    @Test
    void aWorkerWithoutMemoryEndsInsteadOfGoingOnSomehow() throws Exception {
        assertThat(flags()).anyMatch(line -> line.startsWith("bool ExitOnOutOfMemoryError = true"));
    }

    @Test
    void nothingOfItsMemoryIsWrittenToAFileUnlessSomebodyAsks() throws Exception {
        assertThat(flags())
                .filteredOn(line -> line.contains("Dump") || line.contains("Core"))
                .anyMatch(line -> line.startsWith("bool HeapDumpOnOutOfMemoryError = false"))
                .anyMatch(line -> line.startsWith("bool HeapDumpBeforeFullGC = false"))
                .anyMatch(line -> line.startsWith("bool HeapDumpAfterFullGC = false"))
                .anyMatch(line -> line.startsWith("bool CreateCoredumpOnCrash = false"));
    }

    @Test
    void theProcessHasNoRightsToLose() throws Exception {
        var status = worker.execInContainer("cat", "/proc/1/status").getStdout();

        assertThat(status.lines().map(line -> line.replaceAll("\\s+", " ")))
                .contains(
                        "Uid: 10001 10001 10001 10001",
                        "CapEff: 0000000000000000",
                        "NoNewPrivs: 1");
    }

    @Test
    void aTenantThatTakesAllItCanLeavesTheWorkerItsMemory() throws Exception {
        var hostile =
                IntStream.range(0, 40)
                        .mapToObj(i ->
                                world.job(
                                        "hostile-" + i,
                                        "globex",
                                        List.of("greedy", "spin", "trap").get(i % 3),
                                        ""))
                        .toList();
        hostile.forEach(job -> world.publish(job, job.id().value()));

        var victim = world.run("acme", "echo", "hello");

        assertThat(victim.outcome()).isEqualTo(new Outcome.Succeeded(Payload.ofUtf8("hello")));
        assertThat(hostile).allSatisfy(job -> assertThat(result(job).id()).isEqualTo(job.id()));
        assertThat(TestingContainers.state(worker).getOOMKilled()).isFalse();
        assertThat(TestingContainers.mostMemoryBytes(worker))
                .isPositive()
                .isLessThan(TestingContainers.MEMORY_BYTES);
        assertThat(worker.isRunning()).isTrue();
    }

    @Test
    void aSecretIsNeitherInTheLogNorOnTheAdminPortHoweverAJobEnds() throws Exception {
        var jobs =
                List.of(
                        world.job("succeeds", "acme", "table-to-json", "canary-a\ncanary-b\n"),
                        world.job("not-granted", "acme", "trap", "canary-input"),
                        world.job("with-a-secret", "acme", "reads", "canary-input"),
                        world.job("denied", "globex", "echo", "canary-input"),
                        world.job("unknown", "umbrella", "echo", "canary-input"));
        jobs.forEach(WorkerContainerTest::publishAmongCanaries);
        jobs.forEach(job -> assertThat(result(job).id()).isEqualTo(job.id()));

        var ids = jobs.stream().map(job -> "\"" + job.id() + "\"").toList();
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(worker.getLogs()).contains(ids));
        assertThat(worker.getLogs() + told("/metrics") + told("/readyz") + event())
                .contains("guest-trap", "capability-denied", "module-denied", "tenant-unknown")
                .doesNotContain("canary-");
        assertThat(told("/metrics"))
                .contains("pointsman_tenant_jobs_total{outcome=\"success\",tenant=\"acme\"}");
    }

    @Test
    void everyLineOfItsLogIsJson() {
        world.run("acme", "echo", "hello");

        assertThat(worker.getLogs().lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("{\"@timestamp\":") && line.endsWith("}"));
    }

    private static Path folder() throws IOException {
        // Not a folder of JUnit's: the worker is nobody we know, and may read what all may.
        var folder = Path.of("target", "containers", UUID.randomUUID().toString());
        return Files.createDirectories(folder);
    }

    /** Reads its secret, and says nothing of it, not even that it failed. */
    private static WasmBytes readingItsSecret() {
        var code = GuestCode.named(3) + GuestCode.OUT + " drop unreachable";
        return GuestCode.ours("secret_get", "iiii>i", "key", code);
    }

    private static void publishAmongCanaries(JobRequest job) {
        var headers = new ArrayList<>(JobRequestCodec.write(job));
        headers.add(new RecordHeader("x-password", TestingWorld.bytes("canary-header")));
        world.send(
                new ProducerRecord<>(
                        world.topic("jobs"),
                        null,
                        TestingWorld.bytes("canary-key"),
                        job.input().toBytes(),
                        headers));
    }

    private static JobResult result(JobRequest job) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () ->
                                world.allResults().stream()
                                        .filter(it -> it.id().equals(job.id()))
                                        .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    private static void sendCompressed(JobRequest job, String codec) {
        Map<String, Object> settings =
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        world.brokers(),
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        codec);
        try (var producer =
                new KafkaProducer<>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(
                    new ProducerRecord<>(
                            world.topic("jobs"),
                            null,
                            TestingWorld.bytes("key"),
                            job.input().toBytes(),
                            JobRequestCodec.write(job)));
        }
    }

    /** With which flags its JVM runs. */
    private static Stream<String> flags() throws Exception {
        var all =
                worker.execInContainer(
                        "java", "@/opt/pointsman/jvm.options", "-XX:+PrintFlagsFinal", "-version");
        return all.getStdout().lines().map(line -> line.strip().replaceAll("\\s+", " "));
    }

    private static String told(String path) throws Exception {
        return TestingContainers.told(worker, path);
    }

    private static String event() throws Exception {
        return TestingContainers.event(worker, "");
    }
}
