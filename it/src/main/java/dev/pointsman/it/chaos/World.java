package dev.pointsman.it.chaos;

import dev.pointsman.it.chaos.check.LogTopic;
import dev.pointsman.it.chaos.jobs.Model;
import dev.pointsman.it.chaos.jobs.Tenants;
import dev.pointsman.it.chaos.watch.Readers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Topics, modules and tenants of a run, in a folder of its own. Immutable, so safe on every thread.
 */
record World(Path folder, Path guests) {
    static final String GROUP = "chaos";

    private static final String WEEK_MILLIS = Long.toString(Duration.ofDays(7).toMillis());
    private static final List<String> MODULES =
            List.of("echo", "publish", "trap", "exit-code", "spin", "counter", "falters");

    /** Shorter than the group's session of 6 s, and than a long pause. */
    private static final String TRANSACTION_TIMEOUT = "PT4S";

    /** Writes the files. */
    void furnish() throws IOException {
        Files.createDirectories(modules());
        for (var name : MODULES) {
            var file = name + ".wasm";
            Files.copy(guests.resolve("testing").resolve(file), modules().resolve(file));
        }
        Files.writeString(tenants(), Tenants.yaml());
    }

    /** Makes the topics. */
    void makeTopics(String brokers) throws InterruptedException {
        var config = Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        try (var admin = Admin.create(config)) {
            admin.createTopics(Arrays.stream(LogTopic.values()).map(World::topic).toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("the topics could not be made", e.getCause());
        }
    }

    /** What a worker of this run is told. */
    Map<String, String> settings(String brokers, String protocol) {
        return Map.of(
                "pointsman.kafka.bootstrap.servers",
                brokers,
                "pointsman.kafka.group",
                GROUP,
                "pointsman.kafka.group.protocol",
                protocol,
                "pointsman.kafka.transaction-timeout",
                TRANSACTION_TIMEOUT,
                "pointsman.modules.dir",
                modules().toString(),
                "pointsman.tenants.file",
                tenants().toString(),
                // As many as a window of theirs is long, so that none is forgotten early.
                "pointsman.state.max-remembered-jobs",
                "200000",
                // A worker may be stopped in the middle of a job, and its time goes on.
                "pointsman.limits.timeout",
                "PT1M");
    }

    private Path modules() {
        return folder.resolve("modules");
    }

    private Path tenants() {
        return folder.resolve("tenants.yaml");
    }

    private static NewTopic topic(LogTopic topic) {
        var partitions = topic == LogTopic.ALERTS ? 1 : Readers.PARTITIONS;
        var largest = topic == LogTopic.RESULTS ? Model.LARGEST_RESULT_BYTES : 1024 * 1024;
        return new NewTopic(topic.topic(), Optional.of(partitions), Optional.empty())
                .configs(
                        Map.of(
                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                Integer.toString(largest),
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                topic == LogTopic.STATE ? "compact" : "delete",
                                TopicConfig.RETENTION_MS_CONFIG,
                                topic == LogTopic.RETRIES ? "-1" : WEEK_MILLIS));
    }
}
