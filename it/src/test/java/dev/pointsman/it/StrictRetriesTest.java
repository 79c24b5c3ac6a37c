package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.contracts.JobCancel;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRecordCodec;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys whose order is kept while a job of them waits for another attempt, on a real broker. */
@ExtendWith(SharedBroker.class)
class StrictRetriesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** As a guest asks for another attempt. */
    private static final String LATER = "75";

    @ParameterizedTest
    @CsvSource({"header, jobs, consumer", "header, jobs, classic", "topic, jobs.acme, consumer"})
    void aKeyKeepsItsOrderAcrossWorkers(
            String tenantsFrom,
            String jobs,
            String protocol,
            EmbeddedBroker broker,
            @TempDir Path folder)
            throws Exception {
        var settings =
                Map.of(
                        "pointsman.tenants.from", tenantsFrom,
                        "pointsman.kafka.group.protocol", protocol);
        try (var world = world(broker, folder, "PT4S")) {
            if (tenantsFrom.equals("topic")) {
                world.makeTopic(jobs);
            }
            try (var worker = world.startWorker(settings)) {
                publish(world, jobs, "red", "first", LATER);
                publish(world, jobs, "red", "second", "0");
                publish(world, jobs, "blue", "other key", "0");
                await().atMost(PATIENCE).until(() -> !world.allResults().isEmpty());
                await().atMost(PATIENCE)
                        .until(() -> !world.all(jobs.replace("jobs", "retries")).isEmpty());
                assertThat(worker.isReady()).isTrue();
            }
            assertThat(ids(world)).containsExactly("other key");

            try (var next = world.startWorker(settings)) {
                publish(world, jobs, "red", "third", "0");
                await().atMost(PATIENCE).until(() -> world.allResults().size() == 4);
                assertThat(next.isReady()).isTrue();
            }

            assertThat(ids(world)).containsExactly("other key", "first", "second", "third");
            assertThat(world.all(jobs.replace("jobs", "retries"))).hasSize(2);
        }
    }

    @Test
    void afterACancelOfTheOneThatWaitsItsKeyGoesOn(EmbeddedBroker broker, @TempDir Path folder)
            throws Exception {
        try (var world = world(broker, folder, "PT20M")) {
            try (var worker = world.startWorker()) {
                assertThat(worker.isReady()).isTrue();
                publish(world, "jobs", "red", "first", LATER);
                publish(world, "jobs", "red", "second", "0");
                await().atMost(PATIENCE).until(() -> !world.all("retries").isEmpty());

                await().atMost(PATIENCE)
                        .until(() -> {
                            // One that comes before its record is read back finds nobody.
                            cancel(world, "red", "first");
                            return world.allResults().size() == 2;
                        });
            }

            assertThat(ids(world)).containsExactly("first", "second");
        }
    }

    private static TestingWorld world(EmbeddedBroker broker, Path folder, String wait) {
        var world = new TestingWorld(broker, folder);
        world.tenants(
                """
                tenants:
                  acme:
                    modules: ['*']
                    retries: { attempts: 3, order: strict, back-off: { first: %s, factor: 1, most: PT30M } }
                """
                        .formatted(wait));
        world.module("exit-code");
        return world;
    }

    private static List<String> ids(TestingWorld world) {
        return world.allResults().stream().map(JobResult::id).map(Object::toString).toList();
    }

    private static void publish(
            TestingWorld world, String topic, String key, String id, String code) {
        var job = world.job(id, "acme", "exit-code", code);
        world.send(
                new ProducerRecord<>(
                        world.topic(topic),
                        null,
                        TestingWorld.bytes(key),
                        job.input().toBytes(),
                        JobRequestCodec.write(job)));
    }

    private static void cancel(TestingWorld world, String key, String id) {
        var cancel = new JobCancel(new JobId(id), new TenantId("acme"), "urn:test");
        world.send(
                new ProducerRecord<>(
                        world.topic("jobs"),
                        null,
                        TestingWorld.bytes(key),
                        null,
                        JobRecordCodec.write(cancel)));
    }
}
