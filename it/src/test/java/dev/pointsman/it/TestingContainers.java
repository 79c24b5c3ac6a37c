package dev.pointsman.it;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** A broker in a container, and workers beside it under the flags that the README recommends. */
final class TestingContainers implements AutoCloseable {
    static final int ADMIN = 9464;
    static final long MEMORY_BYTES = 768L * 1024 * 1024;
    static final int GRACE_SECONDS = 40;

    private static final String INSIDE = "kafka:19092";
    private static final Duration STARTING_TAKES = Duration.ofMinutes(3);

    private final Network network = Network.newNetwork();
    private final KafkaContainer kafka =
            new KafkaContainer(
                            DockerImageName.parse(TestingEngine.KAFKA_IMAGE)
                                    .asCompatibleSubstituteFor("apache/kafka"))
                    .withNetwork(network)
                    .withListener(INSIDE)
                    .withEnv("KAFKA_NUM_PARTITIONS", "4")
                    .withEnv("KAFKA_GROUP_CONSUMER_MIN_SESSION_TIMEOUT_MS", "6000")
                    .withEnv("KAFKA_GROUP_CONSUMER_SESSION_TIMEOUT_MS", "6000")
                    .withStartupTimeout(STARTING_TAKES);

    private TestingContainers() {}

    static TestingContainers start() {
        var containers = new TestingContainers();
        containers.kafka.start();
        return containers;
    }

    /** As this machine sees it. */
    String brokers() {
        return kafka.getBootstrapServers();
    }

    /** A worker that is ready, in this slot of the world's group. */
    GenericContainer<?> worker(TestingWorld world, String slot) {
        return worker(world, slot, Map.of());
    }

    /** The same, with more in its environment. */
    GenericContainer<?> worker(TestingWorld world, String slot, Map<String, String> more) {
        var worker =
                new GenericContainer<>(TestingEngine.WORKER_IMAGE)
                        .withNetwork(network)
                        .withExposedPorts(ADMIN)
                        .withEnv("POINTSMAN_KAFKA_BOOTSTRAP_SERVERS", INSIDE)
                        .withEnv("POINTSMAN_KAFKA_GROUP", world.group())
                        .withEnv("POINTSMAN_KAFKA_SLOT", slot)
                        .withEnv("POINTSMAN_TOPICS_PREFIX", world.prefix())
                        .withEnv(more)
                        .withCreateContainerCmdModifier(it ->
                                harden(
                                        Optional.ofNullable(it.getHostConfig()).orElseThrow(),
                                        world))
                        .waitingFor(
                                Wait.forHttp("/readyz")
                                        .forPort(ADMIN)
                                        .withStartupTimeout(STARTING_TAKES));
        worker.start();
        return worker;
    }

    private static void harden(HostConfig host, TestingWorld world) {
        host.withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withMemory(MEMORY_BYTES)
                .withMemorySwap(MEMORY_BYTES)
                .withNanoCPUs(1_000_000_000L)
                .withPidsLimit(200L)
                .withBinds(
                        mounted(world.modules(), "/etc/pointsman/modules"),
                        mounted(world.tenants(), "/etc/pointsman/tenants.yaml"));
    }

    private static Bind mounted(Path path, String place) {
        return new Bind(path.toAbsolutePath().toString(), new Volume(place), AccessMode.ro);
    }

    /** As {@code docker kill} does it. */
    static void kill(GenericContainer<?> worker) {
        docker().killContainerCmd(worker.getContainerId()).exec();
    }

    /** As {@code docker stop} does it; returns when the container has ended, in whatever way. */
    static ContainerState stop(GenericContainer<?> worker) {
        docker().stopContainerCmd(worker.getContainerId()).withTimeout(GRACE_SECONDS).exec();
        return state(worker);
    }

    static ContainerState state(GenericContainer<?> worker) {
        return docker().inspectContainerCmd(worker.getContainerId()).exec().getState();
    }

    /** What its admin port answers. */
    static String told(GenericContainer<?> worker, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request(worker, path), BodyHandlers.ofString()).body();
        }
    }

    /** The first event of its page that has this text in it. */
    static String event(GenericContainer<?> worker, String text) throws Exception {
        try (var client = HttpClient.newHttpClient();
                var lines =
                        client.send(request(worker, "/events"), BodyHandlers.ofLines()).body()) {
            var event =
                    lines.filter(line -> line.startsWith("data: ") && line.contains(text))
                            .findFirst()
                            .orElseThrow();
            client.shutdownNow();
            return event;
        }
    }

    private static HttpRequest request(GenericContainer<?> worker, String path) {
        var place = "http://" + worker.getHost() + ":" + worker.getMappedPort(ADMIN);
        return HttpRequest.newBuilder(URI.create(place + path)).build();
    }

    /** The most memory it ever had, as either version of control groups counts it. */
    static long mostMemoryBytes(GenericContainer<?> worker) throws Exception {
        var files =
                "cat /sys/fs/cgroup/memory.peak"
                        + " || cat /sys/fs/cgroup/memory/memory.max_usage_in_bytes";
        return Long.parseLong(worker.execInContainer("bash", "-c", files).getStdout().strip());
    }

    private static DockerClient docker() {
        return DockerClientFactory.lazyClient();
    }

    @Override
    public void close() {
        kafka.stop();
        network.close();
    }
}
