package dev.pointsman.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.local.broker.BrokerSettings;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Topics that take less than those jobs come from are told of. */
class TopicSizesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static EmbeddedBroker broker;
    private static Admin admin;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(BrokerSettings.temporary());
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    static void stopBroker() {
        admin.close();
        broker.close();
    }

    @Test
    void onesThatTakeAsMuchAreFine() throws Exception {
        make("a.jobs", 1_000);
        make("a.dead-letters", 1_000);
        make("a.retries", 2_000);

        assertThat(tooSmall("a.")).isEmpty();
    }

    @Test
    void eachThatTakesLessIsNamedWithBoth() throws Exception {
        make("b.jobs", 3_000);
        make("b.dead-letters", 2_999);
        make("b.retries", 1_000);

        // A broker hears of topics from the controller, one after another.
        await().atMost(PATIENCE).until(() -> tooSmall("b.").size() == 2);
        assertThat(tooSmall("b."))
                .satisfiesExactly(
                        letters ->
                                assertThat(letters)
                                        .startsWith(
                                                "topic b.dead-letters has max.message.bytes: 2999")
                                        .contains("more than 3000, which b.jobs takes"),
                        retries ->
                                assertThat(retries)
                                        .startsWith("topic b.retries has max.message.bytes: 1000"));
    }

    @Test
    void onesThatAreNotThereAreNotAskedFor() throws Exception {
        make("c.jobs", 3_000);

        assertThat(tooSmall("c.")).isEmpty();
    }

    private static List<String> tooSmall(String prefix) throws Exception {
        var topics =
                new KafkaSettings.Topics(
                        prefix + "jobs",
                        prefix + "results",
                        prefix + "dead-letters",
                        prefix + "state",
                        prefix + "guest-logs",
                        prefix + "effects",
                        prefix + "retries",
                        false);
        return new TopicSizes(admin, topics).tooSmall(Set.copyOf(admin.listTopics().names().get()));
    }

    private static void make(String topic, int maxBytes) throws Exception {
        var config = Map.of("max.message.bytes", Integer.toString(maxBytes));
        var made = new NewTopic(topic, Optional.of(1), Optional.empty()).configs(config);
        admin.createTopics(List.of(made)).all().get();
    }
}
