package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.Worker;
import dev.pointsman.worker.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.acl.AclBinding;
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
    private static final int RIGHTS = 11;

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
        world.makeJobsTopic(1);
        world.makeTopic("results");
        world.makeTopic("dead-letters");
        world.makeTopic("guest-logs");
        world.makeTopic("effects");
        world.makeTopic("state");
        world.makeTopic("retries");
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
        for (var missing = 0; missing < RIGHTS; missing++) {
            var rights = new ArrayList<>(rights());
            var right = rights.remove(missing);
            var allowed = broker.allow(rights);

            assertThatCode(this::becomeReady).as("without " + right).isInstanceOf(Exception.class);

            broker.forbid(allowed);
        }
    }

    @Test
    void aWorkerWithAWrongPasswordSaysSo() throws Exception {
        var security = broker.security(folder, "not the password");

        assertThatCode(() -> start(security)).hasStackTraceContaining("Authentication failed");
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
        return start(broker.security(folder, TestingSecuredBroker.PASSWORD));
    }

    private Worker start(Path security) throws Exception {
        return Main.start(
                ConfigLoader.load(
                        Optional.empty(),
                        Map.of(),
                        Map.of(
                                "pointsman.kafka.bootstrap.servers", broker.secured(),
                                "pointsman.kafka.security-file", security.toString(),
                                "pointsman.kafka.group", world.prefix() + "pointsman",
                                "pointsman.topics.prefix", world.prefix(),
                                "pointsman.topics.create", "false",
                                "pointsman.modules.dir", world.modules().toString(),
                                "pointsman.tenants.file", world.tenants().toString())));
    }
}
