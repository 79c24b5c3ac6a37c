package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.HeaderName;
import dev.pointsman.contracts.JobResult;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.worker.Worker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One module, three tenants: the same code behaves as each one's policy says, or is refused. */
@ExtendWith(SharedBroker.class)
class TenantStoriesTest {
    private static final String TENANTS =
            """
            tenants:
              acme:
                modules: ["order-price", "weather-alert"]
                capabilities: ["log/v1/*", "config/v1/get", "context/v1/get", "publish/v1/send"]
                publish: { topics: ["$alerts"] }
                config: { currency: EUR, rate: "0.92", wind-limit: "7.5", alert-topic: "$alerts" }
              globex:
                modules: ["order-price", "weather-alert"]
                capabilities: ["log/v1/*", "config/v1/get", "context/v1/get"]
                config: { currency: JPY, rate: "155.2", minor-digits: "0", wind-limit: "7.5", alert-topic: "$alerts" }
              initech:
                modules: []
            """;

    private TestingWorld world;
    private Worker worker;

    @BeforeEach
    void start(EmbeddedBroker broker, @TempDir Path folder) throws Exception {
        world = new TestingWorld(broker, folder);
        world.tenants(TENANTS);
        List.of("order-price", "weather-alert").forEach(world::module);
        world.makeTopic("alerts");
        worker = world.startWorker();
    }

    @AfterEach
    void stop() {
        worker.close();
        world.close();
    }

    @Test
    void oneOrderIsPricedInEachTenantsCurrency() throws Exception {
        var order = order();

        var acme = world.run("acme", "order-price", order);
        var globex = world.run("globex", "order-price", order);

        assertThat(textOf(acme)).contains("\"tenant\":\"acme\"", "\"currency\":\"EUR\"");
        assertThat(textOf(globex)).contains("\"tenant\":\"globex\"", "\"currency\":\"JPY\"");
        assertThat(acme.execution().digest()).isEqualTo(globex.execution().digest());
    }

    @Test
    void theThirdTenantIsRefused() throws Exception {
        var result = world.run("initech", "order-price", order());

        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Errored.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.MODULE_DENIED));
    }

    @Test
    void alertsArePublishedForTheTenantThatMayAndForNoOther() throws Exception {
        var month = document("weather/seattle-2015-12.csv");

        var acme = world.run("acme", "weather-alert", month);
        var globex = world.run("globex", "weather-alert", month);

        assertThat(acme.outcome()).isInstanceOf(Outcome.Succeeded.class);
        assertThat(globex.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Errored.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.CAPABILITY_DENIED));
        assertThat(world.all("alerts"))
                .isNotEmpty()
                .allSatisfy(alert ->
                        assertThat(TestingWorld.header(alert, HeaderName.TENANT))
                                .isEqualTo("acme"));
    }

    @Test
    void badInputIsTheGuestsToRefuse() {
        var result = world.run("acme", "order-price", "no,such,header\n1,2,3\n");

        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class, failed -> assertThat(failed.exitCode()).isEqualTo(2));
    }

    @Test
    void aPolicyThatChangesIsInForceWithoutARestart() throws Exception {
        world.tenants(TENANTS.replace("currency: EUR", "currency: CHF"));

        await().untilAsserted(() ->
                assertThat(textOf(world.run("acme", "order-price", order()))).contains("CHF"));
    }

    @Test
    void aModuleThatIsAddedIsFoundWithoutARestart() {
        world.tenants(TENANTS.replace("modules: []", "modules: [echo]"));
        world.module("echo");

        await().untilAsserted(() ->
                assertThat(textOf(world.run("initech", "echo", "hello"))).isEqualTo("hello"));
    }

    private static String order() throws Exception {
        return document("orders/2020-01-01.csv");
    }

    private static String document(String name) throws Exception {
        return Files.readString(TestingWorld.GUESTS.resolve("data").resolve(name));
    }

    private static String textOf(JobResult result) {
        assertThat(result.outcome()).isInstanceOf(Outcome.Succeeded.class);
        return ((Outcome.Succeeded) result.outcome()).output().asText();
    }
}
