package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.worker.Worker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AclBinding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands behind TLS and SCRAM, with a user who may do what {@code deploy/acls-operator.txt}
 * says.
 */
class SecuredCommandsTest {
    private static TestingSecuredBroker broker;

    @TempDir private Path folder;
    private TestingWorld world;
    private Worker worker;
    private List<AclBinding> rights;

    @BeforeAll
    static void startBroker(@TempDir Path keys) throws Exception {
        broker = TestingSecuredBroker.start(keys);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() throws Exception {
        world = new TestingWorld(broker.plain(), folder);
        world.tenants("tenants: { acme: { modules: [echo, trap] } }");
        List.of("echo", "trap").forEach(world::module);
        worker = world.startWorker();
        rights = broker.allow(broker.operatorsRights(world.prefix()));
    }

    @AfterEach
    void stop() throws Exception {
        broker.forbid(rights);
        worker.close();
        world.close();
    }

    @Test
    void whatTheFileSaysIsEnoughForAllOfThem() throws Exception {
        var done = run("hello", "submit --tenant acme --module echo --wait");
        var failed = run("", "submit --tenant acme --module trap --id bad --wait");
        await().until(() -> !world.all("dead-letters").isEmpty());

        assertThat(done.out()).isEqualTo("hello");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(run("", "dlq list").out()).contains("bad", "acme", "trap");
        assertThat(run("", "dlq show bad").exitCode()).isZero();
        assertThat(run("", "dlq retry --all").err()).startsWith("1 published, 0 left");
        assertThat(run("", "cancel --tenant acme --id bad --partition 0").exitCode()).isZero();
        assertThat(run("", "results").exitCode()).isZero();
    }

    @Test
    void aUserWithoutARightIsToldWhatIsMissing() throws Exception {
        broker.forbid(rights);

        var told = run("hello", "submit --tenant acme --module echo");

        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(told.err())
                .contains("'" + broker.secured() + "': not allowed", "deploy/acls", "jobs");
    }

    @Test
    void whoIsNotLetInIsToldHowToBe() throws Exception {
        var wrong = broker.operatorsSecurity(folder, "not the password");

        var told = run(wrong, "hello", "submit --tenant acme --module echo");

        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(told.err())
                .contains("'" + broker.secured() + "': authentication failed", "--security-file");
    }

    @Test
    void whoGivesNoFileIsToldThatOneMayBeWanted() {
        var told =
                CommandRun.of(
                        "hello",
                        List.of(
                                "submit",
                                "--tenant",
                                "acme",
                                "--module",
                                "echo",
                                "--bootstrap",
                                broker.secured()));

        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(told.err()).contains("'" + broker.secured() + "': no answer", "--security-file");
    }

    /** Exactly what a worker takes, and nothing else. */
    @Test
    void aFileThatSaysMoreIsRefused() throws Exception {
        var file = Files.writeString(folder.resolve("more"), "isolation.level=read_uncommitted\n");

        var told = run(file, "", "results");

        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.err()).contains("--security-file", "'isolation.level'", "(expected: ");
    }

    private CommandRun run(String input, String words) throws Exception {
        return run(broker.operatorsSecurity(folder, TestingSecuredBroker.PASSWORD), input, words);
    }

    private CommandRun run(Path security, String input, String words) {
        var arguments = new ArrayList<>(List.of(words.split(" ")));
        arguments.addAll(List.of("--bootstrap", broker.secured(), "--prefix", world.prefix()));
        arguments.addAll(List.of("--security-file", security.toString()));
        return CommandRun.of(input, arguments);
    }
}
