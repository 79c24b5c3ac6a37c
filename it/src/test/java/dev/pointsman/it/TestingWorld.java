package dev.pointsman.it;

import static java.util.Objects.requireNonNull;

import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StoredResult;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.local.LocalWorker;
import dev.pointsman.local.TopicMaker;
import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.local.client.JobPublisher;
import dev.pointsman.local.client.ResultReader;
import dev.pointsman.local.client.TopicReader;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.Worker;
import dev.pointsman.worker.config.ConfigLoader;
import dev.pointsman.worker.config.WorkerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Topics, modules and tenants of one test's own, on the shared broker. */
final class TestingWorld implements AutoCloseable {
    static final Path GUESTS = Path.of("../contracts/guests");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String brokers;
    private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + ".";
    private final Path folder;
    private final JobPublisher publisher;

    TestingWorld(EmbeddedBroker broker, Path folder) {
        this(broker.bootstrapServers(), folder);
    }

    TestingWorld(String brokers, Path folder) {
        this.brokers = brokers;
        this.folder = folder;
        this.publisher = new JobPublisher(brokers, prefix + "jobs");
        makeFolder(modules());
    }

    /**
     * One with a tenant acme and these modules.
     *
     * @param policy what acme may do, as lines of YAML's flow style: {@code modules: ['*']}
     */
    static TestingWorld ofAcme(
            EmbeddedBroker broker, Path folder, String policy, String... modules) {
        var world = new TestingWorld(broker, folder);
        world.tenants("tenants: { acme: { " + policy + " } }");
        List.of(modules).forEach(world::module);
        return world;
    }

    Path modules() {
        return folder.resolve("modules");
    }

    Path tenants() {
        return folder.resolve("tenants.yaml");
    }

    String prefix() {
        return prefix;
    }

    String brokers() {
        return brokers;
    }

    /** The group of this world's workers. */
    String group() {
        return prefix + "workers";
    }

    /** How many workers are in it. */
    int workers() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            return admin.describeConsumerGroups(List.of(group()))
                    .describedGroups()
                    .get(group())
                    .get()
                    .members()
                    .size();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("group: " + group() + ": " + e.getMessage(), e);
        }
    }

    /** The name of a topic of this world. */
    String topic(String name) {
        return prefix + name;
    }

    /** Makes a topic that jobs may publish to, if their policy says so. */
    void makeTopic(String name) {
        TopicMaker.make(brokers, List.of(topic(name)));
    }

    /** Makes the topic of jobs, with so many partitions; results get as many. */
    void makeJobsTopic(int partitions) {
        TopicMaker.make(brokers, List.of(topic("jobs")), partitions);
    }

    /** Writes the tenants file; {@code $} stands for the prefix of this world's topics. */
    void tenants(String yaml) {
        write(
                folder.resolve("tenants.yaml"),
                yaml.replace("$", prefix).getBytes(StandardCharsets.UTF_8));
    }

    /** Puts a module of the examples, or of those for tests, where the worker looks for modules. */
    void module(String name) {
        var example = GUESTS.resolve("wasm").resolve(name + ".wasm");
        var file =
                Files.exists(example) ? example : GUESTS.resolve("testing").resolve(name + ".wasm");
        module(name, bytes(file));
    }

    void module(String name, byte[] bytes) {
        write(modules().resolve(name + ".wasm"), bytes);
    }

    Worker startWorker() throws Exception {
        return startWorker(Map.of());
    }

    Worker startWorker(Map<String, String> more) throws Exception {
        var settings = new HashMap<>(more);
        settings.put("pointsman.topics.prefix", prefix);
        settings.put("pointsman.kafka.group", group());
        return LocalWorker.start(brokers, modules(), folder.resolve("tenants.yaml"), settings);
    }

    /** The same, and does not wait until it is ready. */
    Worker startWorkerThatMayNotGetReady(Map<String, String> more) throws Exception {
        var worker = worker(more);
        worker.start();
        return worker;
    }

    /** The same, and does not start it. */
    Worker worker(Map<String, String> more) throws Exception {
        return Main.worker(config(more));
    }

    /** What a worker of this world is told. */
    WorkerConfig config(Map<String, String> more) throws Exception {
        var settings = new HashMap<>(more);
        settings.put("pointsman.topics.prefix", prefix);
        settings.put("pointsman.kafka.group", group());
        settings.put("pointsman.kafka.bootstrap.servers", brokers);
        settings.put("pointsman.modules.dir", modules().toString());
        settings.put("pointsman.tenants.file", folder.resolve("tenants.yaml").toString());
        return ConfigLoader.load(Optional.empty(), Map.of(), settings);
    }

    JobRequest job(String id, String tenant, String module, String input) {
        return JobRequest.of(
                new JobId(id),
                new TenantId(tenant),
                ModuleRef.named(module),
                Event.of("urn:test", "test.job.v1"),
                Payload.ofUtf8(input));
    }

    void publish(JobRequest job) {
        publish(job, "key");
    }

    void publish(JobRequest job, String key) {
        publisher.publish(job, Optional.of(Payload.ofUtf8(key)));
    }

    /** Publishes to another topic of this world than that of all jobs. */
    void publish(String topic, JobRequest job) {
        send(record(topic(topic), null, job));
    }

    /** Publishes to this partition. */
    void publish(int partition, JobRequest job) {
        send(record(topic("jobs"), partition, job));
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, @Nullable Integer partition, JobRequest job) {
        return new ProducerRecord<>(
                topic, partition, bytes("key"), job.input().toBytes(), JobRequestCodec.write(job));
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        publisher.send(record);
    }

    /** Publishes the job, and waits for its result. */
    JobResult run(JobRequest job) {
        try (var results = resultsFromNow()) {
            publish(job);
            return results.await(job, PATIENCE)
                    .flatMap(StoredResult::known)
                    .orElseThrow(() -> new AssertionError("no result of " + job.id()));
        }
    }

    JobResult run(String tenant, String module, String input) {
        return run(job(UUID.randomUUID().toString(), tenant, module, input));
    }

    ResultReader resultsFromNow() {
        return new ResultReader(TopicReader.fromEnd(brokers, List.of(topic("results"))));
    }

    List<JobResult> allResults() {
        try (var results =
                new ResultReader(TopicReader.fromStart(brokers, List.of(topic("results"))))) {
            return results.readToEnd().stream().flatMap(it -> it.known().stream()).toList();
        }
    }

    List<ConsumerRecord<byte[], byte[]>> all(String name) {
        try (var reader = TopicReader.fromStart(brokers, List.of(topic(name)))) {
            return reader.readToEnd();
        }
    }

    /** A record with a job's headers except the one of this name. */
    ProducerRecord<byte[], byte[]> without(String header, JobRequest job) {
        var headers =
                JobRequestCodec.write(job).stream()
                        .filter(one -> !one.key().equals(header))
                        .toList();
        return new ProducerRecord<>(
                topic("jobs"), null, bytes("key"), job.input().toBytes(), headers);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(
                requireNonNull(record.headers().lastHeader(name), name).value(),
                StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        publisher.close();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
