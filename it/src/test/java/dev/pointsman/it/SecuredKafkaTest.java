package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.util.Throwables;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker with a user of its own, behind TLS and SCRAM, who may do what {@code deploy/acls.txt}
 * says.
 */
class SecuredKafkaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> TOPICS =
            List.of(
                    "results",
                    "dead-letters",
                    "guest-logs",
                    "effects",
                    "state",
                    "retries",
                    "jobs",
                    "jobs.acme",
                    "jobs.globex");

    private static TestingSecuredBroker broker;

    @TempDir private Path folder;
    private TestingWorld world;

    @BeforeAll
    static void startBroker(@TempDir Path keys) throws Exception {
        broker = TestingSecuredBroker.start(keys);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void makeWorld() {
        world = new TestingWorld(broker.plain(), folder);
        world.tenants("tenants: { acme: { modules: [echo] } }");
        world.module("echo");
        broker.makeTopics(world);
    }

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @Test
    void whatTheFileSaysIsEnough() throws Exception {
        var rights = broker.allow(rights());
        try (var worker = start()) {
            Awaitility.await().atMost(PATIENCE).until(worker::isReady);

            assertThat(world.run("acme", "echo", "hello").outcome())
                    .isInstanceOf(Outcome.Succeeded.class);
            assertThat(world.run("umbrella", "echo", "hello").outcome())
                    .isInstanceOf(Outcome.Errored.class);
        } finally {
            broker.forbid(rights);
        }
    }

    @Test
    void noneOfItIsTooMuch() throws Exception {
        for (var right : rights()) {
            var rights = new ArrayList<>(rights());
            rights.remove(right);
            var allowed = broker.allow(rights);

            assertThatThrownBy(this::becomeReady)
                    .as("without " + right)
                    .extracting(Throwables::getStackTrace, STRING)
                    .containsAnyOf("missing topics: ", "uthoriz")
                    .doesNotContain("ConditionTimeout");

            broker.forbid(allowed);
        }
    }

    /** Those on jobs and retries are prefixed ones then, as the file says. */
    @Test
    void whatTheFileSaysIsEnoughWhereEachTenantHasATopicToo() throws Exception {
        world.makeTopic("jobs.acme");
        world.makeTopic("retries.acme");
        var rights = broker.allow(rights().stream().map(this::ofTenants).toList());
        try (var worker = start(Map.of("pointsman.tenants.from", "topic"));
                var results = world.resultsFromNow()) {
            Awaitility.await().atMost(PATIENCE).until(worker::isReady);
            var job = world.job("1", "acme", "echo", "hello");
            world.publish("jobs.acme", job);

            assertThat(results.await(job.id(), PATIENCE))
                    .map(JobResult::outcome)
                    .containsInstanceOf(Outcome.Succeeded.class);
        } finally {
            broker.forbid(rights);
        }
    }

    private AclBinding ofTenants(AclBinding right) {
        var pattern = right.pattern();
        return Set.of(world.topic("jobs"), world.topic("retries")).contains(pattern.name())
                ? new AclBinding(
                        new ResourcePattern(
                                pattern.resourceType(), pattern.name() + ".", PatternType.PREFIXED),
                        right.entry())
                : right;
    }

    @Test
    void whoMayNotPutDeadLettersAsideAnyMoreStopsAndSaysSo() throws Exception {
        var rights = broker.allow(rights());
        var letters = rights.stream().filter(it -> isOf(it, "dead-letters")).toList();
        try (var worker = start()) {
            Awaitility.await().atMost(PATIENCE).until(worker::isReady);
            broker.forbid(letters);

            world.publish(world.job("a", "umbrella", "echo", "hello"));
            Awaitility.await().atMost(PATIENCE).until(() -> !worker.isReady());
            assertThat(worker.trouble().orElseThrow()).contains(world.topic("dead-letters"));
            assertThat(world.allResults()).isEmpty();

            broker.allow(letters);
            Awaitility.await().atMost(PATIENCE).until(() -> !world.allResults().isEmpty());
            Awaitility.await().atMost(PATIENCE).until(worker::isReady);
        } finally {
            broker.forbid(rights);
        }

        assertThat(world.allResults()).hasSize(1);
        assertThat(world.all("dead-letters")).hasSize(1);
    }

    private boolean isOf(AclBinding right, String topic) {
        return right.pattern().name().equals(world.topic(topic));
    }

    @Test
    void aTenantsPublisherWritesToItsOwnTopicOnly() throws Exception {
        world.makeTopic("jobs.acme");
        world.makeTopic("jobs.globex");
        var rights = broker.allow(broker.publishersRights(world.prefix()));
        try (var publisher = publisher()) {
            assertThat(sent(publisher, "jobs.acme")).succeedsWithin(PATIENCE);
            for (var topic : List.of("jobs.globex", "jobs", "results", "state", "effects")) {
                assertThat(sent(publisher, topic))
                        .as(topic)
                        .failsWithin(PATIENCE)
                        .withThrowableThat()
                        .withCauseInstanceOf(TopicAuthorizationException.class);
            }
        } finally {
            broker.forbid(rights);
        }
    }

    /**
     * On the topic of results are those of all tenants, and on the others what is nobody's (T21).
     */
    @Test
    void aTenantsPublisherReadsNobodysResultsNorAnythingElse() throws Exception {
        world.makeTopic("jobs.acme");
        world.makeTopic("jobs.globex");
        var rights = broker.allow(broker.publishersRights(world.prefix()));
        try {
            for (var topic : TOPICS) {
                assertThatThrownBy(() -> readFirst(topic))
                        .as(topic)
                        .isInstanceOf(TopicAuthorizationException.class);
            }
        } finally {
            broker.forbid(rights);
        }
    }

    private void readFirst(String topic) throws IOException {
        var settings = broker.publishersSecurity(folder);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.secured());
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(world.topic(topic), 0)));
            consumer.poll(PATIENCE);
        }
    }

    private Future<RecordMetadata> sent(Producer<byte[], byte[]> publisher, String topic) {
        return publisher.send(new ProducerRecord<>(world.topic(topic), new byte[] {1}));
    }

    private Producer<byte[], byte[]> publisher() throws IOException {
        var settings = broker.publishersSecurity(folder);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.secured());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Test
    void aWorkerWithAWrongPasswordSaysSo() throws Exception {
        var security = broker.security(folder, "not the password");

        assertThatThrownBy(() -> broker.startWorkerWith(security, world, Map.of()))
                .hasStackTraceContaining("Authentication failed");
    }

    /** Until it is ready, or says what it may not do. */
    private void becomeReady() throws Exception {
        try (var worker = start()) {
            Awaitility.await().atMost(PATIENCE).until(() -> isDecided(worker));
            worker.trouble().ifPresent(SecuredKafkaTest::fail);
        }
    }

    private static boolean isDecided(Worker worker) {
        return worker.trouble().map(it -> it.contains("uthoriz")).orElse(true);
    }

    private static void fail(String trouble) {
        throw new IllegalStateException(trouble);
    }

    private List<AclBinding> rights() throws IOException {
        return broker.rights(world.prefix());
    }

    private Worker start() throws Exception {
        return start(Map.of());
    }

    private Worker start(Map<String, String> more) throws Exception {
        return broker.startWorker(world, folder, more);
    }
}
