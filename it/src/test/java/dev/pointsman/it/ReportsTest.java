package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.HeaderName;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.local.broker.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is told of jobs beside their results, on topics that a worker makes. */
@ExtendWith(SharedBroker.class)
class ReportsTest {
    @Test
    void linesAndCallsAreToldWithTheJobThatMadeThem(EmbeddedBroker broker, @TempDir Path folder)
            throws Exception {
        try (var world = new TestingWorld(broker, folder)) {
            world.tenants(
                    """
                    tenants:
                      acme:
                        modules: [host-calls]
                        capabilities: ["*"]
                        publish: { topics: ["$events"] }
                        config: { greeting: hello, topic: "$events" }
                        audit: all
                      globex:
                        modules: [host-calls]
                        capabilities: ["config/v1/get", "context/v1/get"]
                        config: { greeting: hello, topic: "$events" }
                        audit: refused
                    """);
            world.module("host-calls");
            world.makeTopic("events");
            try (var worker = world.startWorker()) {
                assertThat(worker.isReady()).isTrue();
                var acme = world.run("acme", "host-calls", "");
                var globex = world.run("globex", "host-calls", "");

                assertThat(acme.outcome()).isInstanceOf(Outcome.Succeeded.class);
                assertThat(globex.outcome()).isInstanceOf(Outcome.Errored.class);
            }

            assertThat(world.all("guest-logs"))
                    .singleElement()
                    .satisfies(log -> {
                        assertThat(TestingWorld.header(log, HeaderName.TENANT)).isEqualTo("acme");
                        assertThat(text(log)).contains("{\"level\":\"info\",\"text\":\"hello\"}");
                    });
            assertThat(world.all("effects"))
                    .extracting(ReportsTest::text)
                    .hasSize(2)
                    .anyMatch(calls ->
                            calls.startsWith("{\"callsMade\":5,")
                                    && calls.contains("\"capability\":\"publish/v1/send\""))
                    .anyMatch(calls ->
                            calls.contains("\"callsMade\":4")
                                    && calls.contains("\"outcome\":\"refused\"")
                                    && !calls.contains("allowed"));
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }
}
