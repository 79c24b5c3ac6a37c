package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a worker writes takes as little room at the broker as its codec makes of it. */
@ExtendWith(SharedBroker.class)
class CompressionTest {
    /** Every codec makes a hundredth of it. */
    private static final String REPEATED = "the same again ".repeat(20_000);

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "snappy", "zstd", "gzip"})
    void resultsAreCompressedAsAskedForAndReadAsTheyWere(
            String codec, EmbeddedBroker broker, @TempDir Path folder) throws Exception {
        assertThat(bytesOfResults(codec, broker, folder)).isLessThan(REPEATED.length() / 5);
    }

    @Test
    void withoutACodecTheyAreNot(EmbeddedBroker broker, @TempDir Path folder) throws Exception {
        assertThat(bytesOfResults("none", broker, folder)).isGreaterThan(REPEATED.length());
    }

    private static long bytesOfResults(String codec, EmbeddedBroker broker, Path folder)
            throws Exception {
        try (var world = new TestingWorld(broker, folder)) {
            world.tenants("tenants: { acme: { modules: ['*'] } }");
            world.module("echo");
            try (var _ = world.startWorker(Map.of("pointsman.kafka.compression", codec))) {
                var result = world.run(world.job("job-1", "acme", "echo", REPEATED));

                assertThat(result.outcome())
                        .isEqualTo(new Outcome.Succeeded(Payload.ofUtf8(REPEATED)));
            }
            return bytesOf(world.topic("results"), world);
        }
    }

    private static long bytesOf(String topic, TestingWorld world) throws Exception {
        try (var admin =
                Admin.create(Map.<String, Object>of("bootstrap.servers", world.brokers()))) {
            var nodes =
                    admin.describeCluster().nodes().get().stream().map(node -> node.id()).toList();
            return admin.describeLogDirs(nodes).allDescriptions().get().values().stream()
                    .flatMap(folders -> folders.values().stream())
                    .flatMap(description -> description.replicaInfos().entrySet().stream())
                    .filter(replica -> replica.getKey().topic().equals(topic))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
        }
    }
}
