package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.local.broker.BrokerSettings;
import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.worker.kafka.UnfitCluster;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that will not do is told at the start, with what to do about it. */
@ExtendWith(SharedBroker.class)
class UnfitClusterTest {
    @TempDir private Path folder;

    @Test
    void transactionsThatALateRequestCanTearAreRefused() throws Exception {
        try (var broker = EmbeddedBroker.start(BrokerSettings.temporary());
                var world = world(broker)) {
            downgrade(broker, "transaction.version", (short) 1);

            assertThatThrownBy(world::startWorker)
                    .isInstanceOf(UnfitCluster.class)
                    .hasMessage(
                            "the cluster's transaction.version is 1 (expected: 2 or more; run:"
                                    + " kafka-features --bootstrap-server "
                                    + broker.bootstrapServers()
                                    + " upgrade --feature transaction.version=2)");
        }
    }

    @Test
    void aBrokerThatTakesTooLittleMetadataIsRefused() throws Exception {
        var little = Map.of("offset.metadata.max.bytes", "1000");
        try (var broker = EmbeddedBroker.start(BrokerSettings.temporary().with(little));
                var world = world(broker)) {
            assertThatThrownBy(world::startWorker)
                    .isInstanceOf(UnfitCluster.class)
                    .hasMessage(
                            "broker 1 has offset.metadata.max.bytes: 1000 (expected: 2772 or more;"
                                    + " the default is 4096)");
        }
    }

    @Test
    void aBrokerThatForgetsOffsetsWithinDaysIsRefused() throws Exception {
        var threeDays = Map.of("offsets.retention.minutes", "4320");
        try (var broker = EmbeddedBroker.start(BrokerSettings.temporary().with(threeDays));
                var world = world(broker)) {
            assertThatThrownBy(world::startWorker)
                    .isInstanceOf(UnfitCluster.class)
                    .hasMessageStartingWith(
                            "broker 1 has offsets.retention.minutes: 4320 (expected: 5760 or more;");
        }
    }

    @Test
    void aStateTopicWithOtherPartitionsThanThatOfJobsIsRefused(EmbeddedBroker broker)
            throws Exception {
        try (var world = world(broker)) {
            world.makeJobsTopic(2);
            world.makeTopic("state");

            assertThatThrownBy(world::startWorker)
                    .isInstanceOf(UnfitCluster.class)
                    .hasMessage(
                            "topic %s has 1 partitions (expected: 2, as many as %s)"
                                    .formatted(world.topic("state"), world.topic("jobs")));
        }
    }

    @Test
    void aStateTopicThatIsNotCompactedIsRefused(EmbeddedBroker broker) throws Exception {
        try (var world = world(broker)) {
            world.makeJobsTopic(1);
            world.makeTopic("state");

            assertThatThrownBy(world::startWorker)
                    .isInstanceOf(UnfitCluster.class)
                    .hasMessage(
                            "topic %s has cleanup.policy: delete (expected: compact, or state is lost)"
                                    .formatted(world.topic("state")));
        }
    }

    /** There is no one topic of jobs to compare it with, and all the same it has to keep state. */
    @Test
    void soItIsWhereEachTenantHasATopicOfJobs(EmbeddedBroker broker) throws Exception {
        try (var world = world(broker)) {
            world.makeTopic("state");

            assertThatThrownBy(() -> world.startWorker(Map.of("pointsman.tenants.from", "topic")))
                    .isInstanceOf(UnfitCluster.class)
                    .hasMessageStartingWith(
                            "topic %s has cleanup.policy: delete (expected: compact"
                                    .formatted(world.topic("state")));
        }
    }

    @Test
    void aTopicOfRetriesWithOtherPartitionsThanThatOfJobsIsRefused(EmbeddedBroker broker)
            throws Exception {
        try (var world = world(broker)) {
            world.makeJobsTopic(2);
            world.makeTopic("retries");

            assertThatThrownBy(world::startWorker)
                    .isInstanceOf(UnfitCluster.class)
                    .hasMessage(
                            "topic %s has 1 partitions (expected: 2, as many as %s)"
                                    .formatted(world.topic("retries"), world.topic("jobs")));
        }
    }

    @Test
    void aTopicOfRetriesWhoseRecordsGrowTooOldIsRefused(EmbeddedBroker broker) throws Exception {
        try (var world = world(broker)) {
            world.makeJobsTopic(1);
            world.makeTopic("retries");

            assertThatThrownBy(world::startWorker)
                    .isInstanceOf(UnfitCluster.class)
                    .hasMessageStartingWith(
                            "topic %s has retention.ms: 604800000 (expected: -1, or"
                                    .formatted(world.topic("retries")));
        }
    }

    /** A cluster may delete by size by default, and would delete jobs that wait. */
    @Test
    void aTopicOfRetriesThatMayGrowTooLargeIsRefused(EmbeddedBroker broker) throws Exception {
        try (var world = world(broker);
                var operator = new TestingOperator(world)) {
            world.makeJobsTopic(1);
            operator.make(
                    "retries", 1, Map.of("retention.ms", "-1", "retention.bytes", "1000000000"));

            assertThatThrownBy(world::startWorker)
                    .isInstanceOf(UnfitCluster.class)
                    .hasMessageStartingWith(
                            "topic %s has retention.bytes: 1000000000 (expected: -1, or"
                                    .formatted(world.topic("retries")));
        }
    }

    private TestingWorld world(EmbeddedBroker broker) {
        var world = new TestingWorld(broker, folder);
        world.tenants("tenants: { acme: { modules: ['*'] } }");
        return world;
    }

    private static void downgrade(EmbeddedBroker broker, String feature, short to)
            throws Exception {
        var config = Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers());
        var update = new FeatureUpdate(to, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE);
        try (var admin = Admin.create(config)) {
            admin.updateFeatures(Map.of(feature, update), new UpdateFeaturesOptions())
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }
}
