package dev.pointsman.worker.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A line in a container says who and which, and is JSON whatever stands in it. */
class EcsLinesTest {
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    @Test
    void keysAndValuesAreFieldsOfOurs() {
        var line = encoded("job ended", new KeyValuePair("tenant", "acme"));

        assertThat(line.get("pointsman.tenant").asString()).isEqualTo("acme");
        assertThat(line.get("message").asString()).isEqualTo("job ended");
        assertThat(line.get("log.level").asString()).isEqualTo("INFO");
    }

    @Test
    void namesOfEcsStayAsTheyAre() {
        var line = encoded("job ended", new KeyValuePair("trace.id", "4bf92f3577b34da6"));

        assertThat(line.get("trace.id").asString()).isEqualTo("4bf92f3577b34da6");
    }

    @Test
    void whatAPublisherWroteIsOneValueOfOneLine() {
        var hostile = "x\",\"log.level\":\"ERROR\"}\n{\"message\":\"";

        var line = encoded(hostile, new KeyValuePair("jobId", hostile));

        assertThat(line.get("pointsman.jobId").asString()).isEqualTo(hostile);
        assertThat(line.get("message").asString()).isEqualTo(hostile);
        assertThat(line.get("log.level").asString()).isEqualTo("INFO");
    }

    private JsonNode encoded(String message, KeyValuePair pair) {
        var encoder = new EcsLines();
        encoder.setContext(context);
        encoder.start();
        var logger = context.getLogger("pointsman.jobs");
        var event = new LoggingEvent("here", logger, Level.INFO, message, null, null);
        event.setKeyValuePairs(List.of(pair));
        var text = new String(encoder.encode(event), UTF_8);
        assertThat(text.lines()).hasSize(1);
        return JsonMapper.shared().readTree(text);
    }
}
