package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.ResourcePattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code deploy/acls-operator.txt} has what the commands need, nothing else, and what each of its
 * lines is for. A dead letter whose recording is too large for it is what takes most.
 */
class OperatorsRightsTest {
    /** Under the names that the file has for them. */
    private static final Map<String, String> COMMANDS =
            Map.of(
                    "submit", "submit --tenant acme --module echo",
                    "submit --wait", "submit --tenant acme --module echo --wait",
                    "cancel", "cancel --tenant acme --id none --partition 0",
                    "results", "results",
                    "dlq list", "dlq list",
                    "dlq show", "dlq show bad",
                    "dlq retry", "dlq retry bad",
                    "dlq retry --all", "dlq retry --all",
                    "replay", "replay bad --modules");

    private static TestingSecuredBroker broker;

    @TempDir private Path folder;
    private TestingWorld world;
    private Path security;

    @BeforeAll
    static void startBroker(@TempDir Path keys) throws Exception {
        broker = TestingSecuredBroker.start(keys);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void makeWorld() throws Exception {
        security = broker.operatorsSecurity(folder, TestingSecuredBroker.PASSWORD);
        world = new TestingWorld(broker.plain(), folder);
        world.tenants("tenants: { acme: { modules: [echo, exit-code], record: failures } }");
        List.of("echo", "exit-code").forEach(world::module);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void eachRightIsWhatTheCommandsBehindItNeedAndNoOthers() throws Exception {
        var commandsOf = broker.operatorsCommands(world.prefix());
        var refused = new HashMap<AclBinding, Set<String>>();
        try (var _ = world.startWorker()) {
            fail("jobs");

            for (var right : commandsOf.keySet()) {
                var others = new ArrayList<>(commandsOf.keySet());
                others.remove(right);
                refused.put(right, refusedWith(others, "", right.pattern().name()));
            }
        }

        assertThat(refused).isEqualTo(commandsOf);
    }

    @Test
    void allOfThemAreEnough() throws Exception {
        try (var _ = world.startWorker()) {
            fail("jobs");

            assertThat(refusedWith(broker.operatorsRights(world.prefix()), "", "")).isEmpty();
        }
    }

    @Test
    void allOfThemAreEnoughWhereATenantHasATopicToo() throws Exception {
        world.makeTopic("jobs.acme");
        try (var _ = world.startWorker(Map.of("pointsman.tenants.from", "topic"))) {
            fail("jobs.acme");
            var rights = broker.operatorsRights(world.prefix()).stream().map(this::ofAcme).toList();

            assertThat(refusedWith(rights, " --tenants-from topic", "")).isEmpty();
        }
    }

    private AclBinding ofAcme(AclBinding right) {
        var pattern = right.pattern();
        return pattern.name().equals(world.topic("jobs"))
                ? new AclBinding(
                        new ResourcePattern(
                                pattern.resourceType(),
                                world.topic("jobs.acme"),
                                pattern.patternType()),
                        right.entry())
                : right;
    }

    /** A job that leaves a letter, and a recording beside it. */
    private void fail(String topic) {
        world.publish(topic, world.job("bad", "acme", "exit-code", "7" + " ".repeat(140_000)));
        await().until(() -> world.all("dead-letters").size() == 1);
    }

    /** Which commands are, all for want of a right to this topic. */
    private Set<String> refusedWith(List<AclBinding> rights, String more, String topic)
            throws Exception {
        broker.allow(rights);
        try {
            return COMMANDS.entrySet().stream()
                    .filter(command -> isRefused(command.getValue(), more, topic))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        } finally {
            broker.forbid(rights);
        }
    }

    private boolean isRefused(String command, String more, String topic) {
        var told = run(command, more);
        if (told.exitCode() != 0) {
            assertThat(told.err()).as(command).contains("not allowed", "deploy/acls");
            // A broker refuses a producer as a whole whose user may write nowhere.
            assertThat(told.err()).as(command).containsAnyOf(topic, "Cluster authorization failed");
        }
        return told.exitCode() != 0;
    }

    private CommandRun run(String command, String more) {
        var words = new ArrayList<>(List.of(command.split(" ")));
        if (words.getLast().equals("--modules")) {
            words.add(world.modules().toString());
        }
        words.addAll(List.of("--bootstrap", broker.secured(), "--prefix", world.prefix()));
        words.addAll(List.of("--security-file", security.toString()));
        words.addAll(more.isEmpty() ? List.of() : List.of(more.strip().split(" ")));
        return CommandRun.of("hello", words);
    }
}
