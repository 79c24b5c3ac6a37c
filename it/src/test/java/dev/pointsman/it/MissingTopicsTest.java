package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.StoredResult;
import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.worker.kafka.UnfitCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A worker that may not make its topics says which commands do, and then starts with them. */
@ExtendWith(SharedBroker.class)
class MissingTopicsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** To the end of its line. */
    private static final Pattern COMMAND = Pattern.compile("kafka-topics .*");

    private static final Map<String, String> NOT_MADE = Map.of("pointsman.topics.create", "false");
    private static final Map<String, String> OF_TENANTS =
            Map.of("pointsman.topics.create", "false", "pointsman.tenants.from", "topic");

    @AutoClose private final TestingWorld world;
    @AutoClose private final TestingOperator operator;

    MissingTopicsTest(EmbeddedBroker broker, @TempDir Path folder) {
        var policy = "modules: ['*'], capabilities: ['state/v1/*']";
        world = TestingWorld.ofAcme(broker, folder, policy, "counter");
        operator = new TestingOperator(world);
    }

    @Test
    void allOfThemAreMadeByTheCommandsThatAreTold() throws Exception {
        var commands = commands(NOT_MADE);

        assertThat(commands)
                .extracting(CreateCommand::topic)
                .containsExactlyInAnyOrder(
                        world.topic("jobs"),
                        world.topic("retries"),
                        world.topic("results"),
                        world.topic("dead-letters"),
                        world.topic("state"),
                        world.topic("guest-logs"),
                        world.topic("effects"));
        // As this broker makes topics by default.
        assertThat(commands)
                .allSatisfy(it -> assertThat(it.partitions()).contains(1))
                .allSatisfy(it -> assertThat(it.copies()).contains((short) 1));
        make(commands);
        try (var _ = world.startWorker(NOT_MADE)) {
            assertThat(counted("jobs", "1")).isEqualTo("1");
        }
    }

    @Test
    void theyAreAsWideAsTheTopicOfJobs() throws Exception {
        world.makeJobsTopic(3);

        var commands = commands(NOT_MADE);

        assertThat(commands).extracting(CreateCommand::topic).doesNotContain(world.topic("jobs"));
        assertThat(commands).allSatisfy(it -> assertThat(it.partitions()).contains(3));
        make(commands);
        assertThat(operator.config("state", "cleanup.policy")).isEqualTo("compact");
        assertThat(operator.config("state", "max.message.bytes")).isEqualTo("8388608");
        assertThat(operator.config("retries", "retention.ms")).isEqualTo("-1");
        assertThat(operator.config("retries", "retention.bytes")).isEqualTo("-1");
        assertThat(operator.config("retries", "cleanup.policy")).isEqualTo("delete");
        assertThat(operator.config("dead-letters", "max.message.bytes")).isEqualTo("8388608");
        try (var _ = world.startWorker(NOT_MADE)) {
            assertThat(counted("jobs", "1")).isEqualTo("1");
            assertThat(counted("jobs", "2")).isEqualTo("2");
        }
    }

    /** All tenants have their state in one topic, by the numbers of their partitions. */
    @Test
    void whereEachTenantHasATopicTheyAreAsWideAsTheWidest() throws Exception {
        operator.make("jobs.acme", 2, Map.of());
        operator.make("jobs.globex", 4, Map.of());

        make(commands(OF_TENANTS));
        assertThat(operator.partitions("state")).isEqualTo(4);
        // Now those of retries are missing, of one tenant after the other.
        make(commands(OF_TENANTS));
        make(commands(OF_TENANTS));

        assertThat(operator.partitions("retries.acme")).isEqualTo(2);
        assertThat(operator.partitions("retries.globex")).isEqualTo(4);
        try (var _ = world.startWorker(OF_TENANTS)) {
            assertThat(counted("jobs.acme", "1")).isEqualTo("1");
        }
    }

    /** Those that a start which fails tells, all of them for this broker. */
    private List<CreateCommand> commands(Map<String, String> settings) {
        var unfit = catchThrowableOfType(UnfitCluster.class, () -> world.startWorker(settings));
        var commands = COMMAND.matcher("" + unfit.getMessage()).results().toList();
        assertThat(commands).isNotEmpty();
        return commands.stream().map(it -> CreateCommand.of(it.group())).toList();
    }

    private void make(List<CreateCommand> commands) {
        assertThat(commands).extracting(CreateCommand::brokers).containsOnly(world.brokers());
        operator.make(commands.stream().map(CreateCommand::topicToMake).toList());
    }

    private String counted(String topic, String id) {
        try (var results = world.resultsFromNow()) {
            var job = world.job(id, "acme", "counter", "");
            world.publish(topic, job);
            return results.await(job, PATIENCE)
                    .flatMap(StoredResult::known)
                    .map(JobResult::outcome)
                    .map(MissingTopicsTest::output)
                    .orElse("no result");
        }
    }

    private static String output(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded(var output) -> output.asText();
            case Outcome other -> other.toString();
        };
    }
}
